// German.
import type { Translation } from './translation.js';

const counted = (one: string, more: string) => (n: string, count: number) =>
  `${n} ${count === 1 ? one : more}`;

const numberWords = [
  'kein',
  'ein',
  'zwei',
  'drei',
  'vier',
  'fünf',
  'sechs',
  'sieben',
  'acht',
  'neun',
  'zehn',
];

/** `b und c`, `b, c und d`. */
const listed = (all: readonly string[]) =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} und ${all[all.length - 1]}`;

const chainFactor = ({ kind, by, at }: { kind: string; by: string; at: string }) => {
  const does: Record<string, string> = {
    kept: `von ${at} gelassen`,
    stopped: `bei ${at} angehalten`,
    doubled: `bei ${at} verdoppelt`,
    halved: `bei ${at} halbiert`,
    turned: `bei ${at} umgekehrt`,
  };
  return does[kind] ?? `bei ${at} mal ${by} genommen`;
};

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

const shapes = {
  saddle: 'nach oben und quer dazu nach unten: ein Sattel',
  trough: 'quer dazu gar nicht: eine Rinne',
  bowl: 'überall nach oben: eine Schüssel',
  dome: 'überall nach unten: eine Kuppe',
};

export const de: Translation = {
  numbers: {
    notANumber: 'keine Zahl',
    step: counted('Schritt', 'Schritte'),
    run: counted('Lauf', 'Läufe'),
    row: counted('Zeile', 'Zeilen'),
  },
  figure: {
    help: 'Hilfe',
    saveOrEmbed: 'Sichern oder einbetten',
    picture: 'Bild',
    numbers: 'Zahlen',
    state: 'Zustand',
    model: 'Modell',
    copySnippet: 'Zeilen zum Einbetten kopieren',
    printedEarly: 'Gedruckt, bevor alles berechnet war.',
    withoutEngine:
      'Ohne WebAssembly berechnet, das diese Seite oder dieser Browser nicht zulässt: dieselben Zahlen, nur später.',
    showsLastComparison: 'Zu sehen ist der letzte Vergleich, der gelang.',
    view: 'Ansicht',
  },
  formula: {
    functionOf: (name, variables) => `${name} von ${variables.join(' und ')}`,
    useCure: (cure) => `${cure} einsetzen`,
    showsLastDrawing: 'Zu sehen ist die letzte Zeichnung, die gelang.',
  },
  tables: {
    earlier: 'Frühere Zeilen',
    later: 'Spätere Zeilen',
    values: 'Werte',
    rows: (first, last) => `${first} bis ${last}`,
  },
  predict: {
    keys: [
      ['← → ↑ ↓', 'die Schätzung bewegen, oder wählen'],
      ['Umschalt, Bild', 'weiter'],
      ['Pos1 Ende', 'an ein Ende des Bereichs'],
      ['Eingabe', 'die Antwort sehen'],
    ],
    guess: 'Deine Schätzung',
    yours: (guess) => `deine ${guess}`,
    moveMe: 'bewege mich',
    seeAnswer: 'Antwort zeigen',
    skip: 'Überspringen',
    reset: 'Zurücksetzen',
    another: 'Neue Runde',
    again: 'Noch einmal',
    hidden: 'der Rest ist verborgen',
    round: (n) => `Runde ${n}`,
    roundDone: (n, how) => `Runde ${n}: ${how}`,
    right: 'richtig',
    offBy: (by) => `um ${by} daneben`,
    offTimes: (times) => `um das ${times}-Fache daneben`,
    notIt: 'daneben',
    said: (guess, how) => `Deine Schätzung ist ${guess}: ${how}.`,
    exactly: 'genau richtig',
    nearly: (by) => `richtig, bis auf ${by}`,
    nearlyTimes: (times) => `richtig, bis auf den Faktor ${times}`,
    tooSteep: (by) => `um ${by} zu steil`,
    tooFlat: (by) => `um ${by} zu flach`,
    wrongWay: (by) => `um ${by} daneben, und in der falschen Richtung`,
    tooHigh: (by) => `um ${by} zu hoch`,
    tooLow: (by) => `um ${by} zu niedrig`,
    tooLarge: (times) => `${times}-mal zu groß`,
    tooSmall: (times) => `${times}-mal zu klein`,
    away: (by) => `${by} entfernt`,
  },
  tangent: {
    pause: 'Anhalten',
    shrink: 'h verkleinern',
    reset: 'Zurücksetzen',
    noFormula: 'Noch keine Formel',
    typeFormula: 'Gib eine mit einer Variablen ein, etwa x^2 sin(x).',
  },
  derivative: {
    question: 'Wie steil ist es?',
    keys: [
      ['← →', 'den Punkt bewegen'],
      ['Umschalt ← →', 'ihn weit bewegen'],
      ['Alt ← →', 'ihn ein wenig bewegen'],
      ['Pos1 Ende', 'an ein Ende der Kurve'],
      ['+ −', 'ein größeres oder kleineres h'],
    ],
    plot: 'Zeichnung einer Kurve, ihrer Tangente und ihrer Steigung. Pfeiltasten bewegen den Punkt, Plus und Minus ändern h.',
    working: 'Wird berechnet …',
    tooLong: 'zu lang, um ausgeschrieben zu werden',
    stepOfSecant: 'h, die Schrittweite der Sekante',
    tableOf: (count) => `Tangente und Sekante für ${count} Werte von h`,
    secantHead: 'Sekante',
    tangentHead: 'Tangente',
    differenceHead: 'Unterschied',
    untold: (begun) =>
      begun
        ? 'Wie es weitergeht, ist zu lang, um erzählt zu werden.'
        : 'Wie die Ableitung gefunden wurde, ist zu lang, um erzählt zu werden.',
    derivation: 'Wie die Ableitung gefunden wurde',
    rules: counted('Regel', 'Regeln'),
    becomes: 'wird zu',
    ruleNames: {
      constant: 'Konstante',
      variable: 'Variable',
      simplify: 'vereinfachen',
      chain: 'Kette',
      sum: 'Summe',
      difference: 'Differenz',
      product: 'Produkt',
      quotient: 'Quotient',
      power: 'Potenz',
      exponential: 'Exponentialfunktion',
      logarithm: 'Logarithmus',
      trigonometric: 'Winkelfunktion',
      'inverse trigonometric': 'Arkusfunktion',
      hyperbolic: 'Hyperbelfunktion',
      activation: 'Aktivierung',
      'constant multiple': 'Faktor',
    },
    tangent: (slope) => `Tangente ${slope}`,
    secant: (slope) => `Sekante ${slope}`,
    slope: (slope) => `Steigung ${slope}`,
    spots: { kink: 'Knick', hole: 'Lücke', jump: 'Sprung', steep: 'senkrecht' },
    level: (here) => `Bei ${here} ist die Tangente waagrecht.`,
    rises: (here, by, variable) => `Bei ${here} steigt die Tangente um ${by} je Einheit von ${variable}.`,
    falls: (here, by, variable) => `Bei ${here} fällt die Tangente um ${by} je Einheit von ${variable}.`,
    kink: (here, name, left, right) =>
      `Bei ${here} hat ${name} einen Knick: Die Steigung ist links davon ${left} und rechts davon ${right}, also gibt es keine Tangente.`,
    steep: (here, name, up) =>
      `Bei ${here} geht ${name} senkrecht nach ${up ? 'oben' : 'unten'}: Die Steigung ist unbegrenzt, keine Zahl nennt sie.`,
    edge: (here, name) =>
      `${name} endet bei ${here}: Auf einer Seite ist nichts, also gibt es keine Tangente.`,
    jump: (here, name, from, to) =>
      `Bei ${here} springt ${name} von ${from} auf ${to}, also gibt es keine Tangente.`,
    hole: (here, name, reason, limit) =>
      `Bei ${here} hat ${name} eine Lücke: ${reason}; von beiden Seiten her kommt man zu ${limit}.`,
    noValue: (here, name, reason) => `Bei ${here} hat ${name} keinen Wert: ${reason}.`,
    dividesByZero: 'die Formel teilt durch 0',
    growsWithoutEnd: 'es wächst ohne Ende',
    is: (name, value) => `${name} ist ${value}`,
    secantRises: (h, by, beside) => `Die Sekante über ${h} steigt um ${by}${beside}.`,
    secantFalls: (h, by, beside) => `Die Sekante über ${h} fällt um ${by}${beside}.`,
    asTangent: ', so viel wie die Tangente',
    tooMuch: (by) => `, das ist um ${by} zu viel`,
    tooLittle: (by) => `, das ist um ${by} zu wenig`,
    tooSteep: (by) => `, das ist um ${by} zu steil`,
    tooFlat: (by) => `, das ist um ${by} zu flach`,
    asksSlope: (here) =>
      `Dreh die Gerade, bis sie die Kurve nur noch berührt. Wie groß ist die Steigung bei ${here}?`,
    answersSlope: (slope) => `Die Steigung ist ${slope}.`,
    guessedSlope: 'Steigung deiner Geraden',
  },
  difference: {
    question: 'Wie klein sollte h sein?',
    keys: [
      ['← →', 'eine kleinere, eine größere Schrittweite'],
      ['Umschalt ← →', 'ein Zehntel, das Zehnfache'],
      ['Pos1 Ende', 'die kleinste, die größte'],
      ['↑ ↓', 'ein anderes Schema nach vorn'],
    ],
    axis: 'Fehler, logarithmisch',
    hint: '← → Schrittweite, ↑ ↓ Schema',
    plot: 'Fehler von Differenzenquotienten über ihrer Schrittweite. Die Pfeile links und rechts bewegen die Schrittweite, auf und ab wählen ein Schema.',
    bestStep: 'Beste Schrittweite',
    table: 'Fehler, Schritt für Schritt',
    inFront: 'Schema im Vordergrund',
    schemes: {
      forward: 'vorwärts',
      backward: 'rückwärts',
      central: 'zentral',
      'five-point': 'fünf Punkte',
      'complex-step': 'komplex',
    },
    slope: (power) => `Steigung ${power}`,
    slopeIs: (here, slope) => `Bei ${here} ist die Steigung ${slope}.`,
    noSlope: (here) => `Bei ${here} gibt es keine Steigung zum Vergleich.`,
    misses: (scheme, h, by) => `${capital(scheme)} mit ${h} verfehlt der Quotient sie um ${by}`,
    noNumber: (scheme, h) => `${capital(scheme)} mit ${h} ist der Quotient keine Zahl`,
    isBest: ', und keine andere Schrittweite ist besser.',
    better: (h, by) => `; mit der besten, ${h}, um ${by ?? 'nichts'}.`,
    asksStep: (scheme, here) => `Welches h ist bei ${here} das beste für ${scheme}? Zieh die Linie dorthin.`,
    answersStep: (h, by) => `Das beste ist ${h}; es verfehlt die Steigung um ${by ?? 'nichts'}.`,
    guessedStep: 'h deiner Linie',
    asksOrder: (scheme, here) =>
      `Halbiere h, solange es groß ist. Durch was wird der Fehler bei ${here} geteilt (${scheme})?`,
    answersOrder: (by, order) => `Er wird durch ${by} geteilt: Der Fehler geht mit h hoch ${order}.`,
    saidOrder: (by) => `Deine Schätzung ist ${by}.`,
    dividedBy: (by) => `durch ${by}`,
  },
  gradientCheck: {
    question: 'Stimmt der Gradient?',
    keys: [
      ['↑ ↓', 'eine andere Komponente'],
      ['← →', 'ihre Koordinate bewegen'],
      ['Umschalt, Alt', 'weiter, feiner'],
    ],
    at: 'bei',
    axis: 'Abweichung, als Anteil der Größe, logarithmisch',
    hint: '↑ ↓ Komponente, ← → Koordinate',
    plot: 'Wie weit jede Komponente des Gradienten abweicht. Auf und ab wählen eine Komponente, links und rechts bewegen ihre Koordinate.',
    nothingYet: 'Noch nichts zu prüfen',
    typeAll: 'Gib eine Formel, ihren Gradienten und einen Punkt ein.',
    component: 'Komponente',
    claimed: 'Behauptet',
    measured: 'Gemessen',
    offBy: 'Abweichung',
    verdict: 'Urteil',
    verdicts: { pass: 'stimmt', fail: 'falsch', kink: 'Knick', inconclusive: 'unklar' },
    slips: { sign: 'Vorzeichen', factor: 'Faktor', 'inner derivative': 'innere Ableitung' },
    slipSentences: {
      sign: 'das Vorzeichen ist verkehrt',
      factor: 'ein konstanter Faktor fehlt',
      'inner derivative': 'die innere Ableitung ist vergessen',
    },
    tolerance: (share) => `Toleranz ${share}`,
    allRight: (components, off) => {
      const what = components === 1 ? 'Die Ableitung stimmt' : `Alle ${components} Komponenten stimmen`;
      return `${what}: ${off === null ? 'Keine Ziffer weicht vom Gemessenen ab' : `Sie ${components === 1 ? 'weicht' : 'weichen'} höchstens um ${off} ihrer Größe ab`}.`;
    },
    wrong: (name, claimed, measured, slip) =>
      `${name} ist falsch: Behauptet ist ${claimed}, gemessen ${measured}${slip ? `; ${slip}` : ''}.`,
    kink: (name, left, right, claimed) =>
      `${name} hat hier einen Knick: Die Steigung ist links davon ${left} und rechts davon ${right}, und ${claimed} liegt dazwischen.`,
    unsure: (name, measured, by) =>
      `Über ${name} lässt sich hier nichts sagen: Gemessen ist ${measured}, vielleicht um ${by} daneben.`,
    unknown: (name) =>
      `Über ${name} lässt sich hier nichts sagen: f oder seine Steigung ist nicht endlich, oder f springt.`,
  },
  player: {
    play: 'Abspielen',
    pause: 'Anhalten',
    step: 'Schritt',
    stepBack: 'Schritt zurück',
    reset: 'Von vorn',
    speed: 'Tempo',
    atOnce: 'sofort',
    stepNumber: (step) => `Schritt ${step}`,
    starting: 'beginnt …',
    spoken: (label, step, losses) => `${label}, ${step}: ${losses}`,
    bothLosses: (training, validation) => `Training ${training}, Validierung ${validation}`,
    keys: [
      ['← →', 'um ein Hundertstel des Laufs zurück und vor'],
      ['Umschalt ← →', 'um ein Zehntel'],
      ['Alt ← →', 'um einen einzelnen Schritt'],
      ['Pos1, Ende', 'an den Anfang, ans Ende'],
      ['↑ ↓', 'der Lauf darüber, der Lauf darunter'],
      ['Leertaste', 'abspielen oder anhalten'],
    ],
    dropFile: 'Lass hier eine CSV-Datei fallen, oder wähle unten Daten.',
    losses: 'Verluste, Schritt für Schritt',
    run: 'Lauf',
    loss: 'Verlust',
    outcome: 'Ausgang',
    whatHappened: 'Was aus jedem Lauf wurde',
    outcomes: {
      settled: 'Angekommen',
      diverged: 'Divergiert',
      stopped: 'Angehalten',
      stalled: 'Steckt fest',
      'out of steps': 'Schritte verbraucht',
      recorded: 'Aufgezeichnet',
    },
    trainingLoss: 'Verlust im Training',
    validationLoss: 'Verlust in der Validierung',
    finalLoss: 'Verlust am Ende',
    accuracy: 'Genauigkeit',
    itsAccuracy: 'Genauigkeit',
    lowest: 'Kleinster',
    atStep: 'bei Schritt',
    motionOff: 'Bewegung ist aus: Geh Schritt für Schritt oder zieh, um zuzusehen.',
    modelOn: (model, data) => `${model} auf ${data}`,
    aModel: 'Ein Modell',
    subtitle: (title, from, steps, batch, rows) =>
      `${title}${from && ` ab ${from}`}${steps && `, ${steps}`}${batch === null ? '' : ` zu ${batch} Zeilen`}${rows && `; ${rows}`}`,
    rowsApart: (apart, all) => `${apart} von ${all} Zeilen zurückgelegt`,
    rowsDropped: (rows) => `${rows} ohne einen Wert weggelassen`,
    paused: (step) => `Angehalten bei Schritt ${step}. Was von jedem Lauf noch kommt, ist blass gezeichnet.`,
    runsOf: (runs, steps, diverged) =>
      `${runs} zu ${steps}${diverged === null ? '' : `, ${diverged} bisher divergiert`}.`,
  },
  runs: {
    runs: 'Läufe',
    noRuns: 'Noch keine Läufe',
    rate: 'Rate',
    addRate: 'Eine Rate hinzufügen',
    addRateOf: (optimizer) => `Eine Rate von ${optimizer} hinzufügen`,
    show: 'Zeigen',
    hide: 'Ausblenden',
    showRun: (label) => `${label} zeigen`,
    change: 'Ändern',
    remove: 'Entfernen',
    diverged: 'divergiert',
    lowest: 'am tiefsten',
    lowestMean: 'tiefstes Mittel',
    inValidation: (lowest) => `${lowest} in der Validierung`,
    rateOf: (optimizer) => `Rate von ${optimizer}`,
    rateRefused: 'Eine Rate braucht eine Zahl über 0.',
    rateLog: 'Rate, logarithmisch',
    fromStep: (step) => `Ab Schritt ${step}; Punkt und Gedächtnis bleiben.`,
  },
  losses: {
    rate: (label) => `Rate ${label}`,
    divergesFrom: (optimizer, rate) => `${optimizer} divergiert ab ${rate}`,
    training: 'Training',
    validation: 'Validierung',
    diverged: (label) => `${label} divergiert`,
    divergedAt: (label, step) => `${label} divergiert bei Schritt ${step}`,
    moreDiverged: (runs) => `und ${runs} weitere divergiert`,
    axes: {
      loss: {
        each: 'Verlust',
        now: 'Verlust beim gezeigten Schritt',
        final: (steps) => `Verlust nach ${steps} Schritten`,
      },
      training: {
        each: 'Verlust im Training',
        now: 'Verlust im Training beim gezeigten Schritt',
        final: (steps) => `Verlust im Training nach ${steps} Schritten`,
      },
      validation: {
        each: 'Verlust in der Validierung',
        now: 'Verlust in der Validierung beim gezeigten Schritt',
        final: (steps) => `Verlust in der Validierung nach ${steps} Schritten`,
      },
    },
    scales: {
      log: 'logarithmisch',
      'signed log': 'logarithmisch mit Vorzeichen',
      linear: 'linear',
    },
    scaleByLosses: (scale) => `${scale}, da manche unter 0 liegen`,
  },
  rateFinder: {
    question: 'Welche Rate wählt jede Regel?',
    batchLoss: 'Verlust auf dem nächsten Stapel, vor dem Schritt',
    wholeLoss: 'Verlust vor dem Schritt',
    oneBatch: 'ein Stapel',
    oneStep: 'ein Schritt',
    smoothed: (share) => `geglättet, ${share}`,
    skippedFirst: (points) => `erste ${points} ausgelassen`,
    skippedLast: (points) => `letzte ${points} ausgelassen`,
    stopped: {
      rise: (rate) => `Ende bei ${rate}: Verlust über 5 × dem kleinsten`,
      'not finite': (rate) => `Ende bei ${rate}: Verlust keine Zahl`,
    },
    rule: 'Regel',
    against: 'gegen echte Läufe',
    reasons: {
      valley: 'Mitte des längsten Falls',
      steep: 'am steilsten gegen log Rate',
      minimum: 'ein Zehntel des tiefsten Punkts',
      slide: 'letzter Knick vor dem Anstieg',
      'torch-lr-finder': 'am steilsten von Punkt zu Punkt',
      ignite: 'dasselbe, links vom Minimum',
      lightning: 'am steilsten gegen die Rate selbst',
      keras: 'am steilsten über 20 Schritte',
      '1/lambdaMax': 'die Hälfte der Grenze',
      '2/lambdaMax': 'Grenze bei dieser Krümmung, wäre sie überall',
      cauchy: 'tiefster Punkt am ersten Schritt',
    },
    curvature: 'Krümmung',
    products: (products) => `${products} Produkte mit der Hesse-Matrix am Start, kein Training`,
    realRuns: (steps, starts) =>
      `Verlust echter Läufe (${steps}${starts === null ? '' : `, ${starts} Starts`})`,
    within: 'bis 10 % über dem besten',
    divergedFrom: (rate) => `divergiert ab ${rate}`,
    best: (rate) => `am besten ${rate}`,
    inside: 'darin',
    atEdge: 'an der Grenze',
    tooSmall: (times) => `${times} × zu klein`,
    tooLarge: (times) => `${times} × zu groß`,
    rate: (label) => `Rate ${label}`,
    range: (from, to) =>
      to === null
        ? `Echte Läufe enden bei ${from} am tiefsten, um mehr als 10 %.`
        : `Echte Läufe von ${from} bis ${to} enden höchstens 10 % über dem besten.`,
    bestAtEnd: (end) =>
      ` Das ist die ${end === 'lowest' ? 'kleinste' : 'größte'} versuchte Rate: Jenseits mag eine bessere liegen.`,
    allDiverged: 'Alle echten Läufe divergierten.',
    near: (rules, names, repeated) => {
      const where = `bis auf einen Faktor 2 dort${repeated ? ', in jeder Wiederholung' : ''}`;
      if (names.length === 0) return `Von den ${rules} Regeln ist keine ${where}.`;
      return `Von den ${rules} Regeln ${names.length === 1 ? 'ist' : 'sind'} ${names.join(', ')} ${where}.`;
    },
  },
  compare: {
    question: 'Welche Lernrate?',
    training: 'Training',
    validation: 'Validierung',
    sensitivity: 'Empfindlichkeit',
    hint: '← → Schritt, ↑ ↓ Lauf, Leertaste spielt ab',
    plot: (axis) => `${axis}, für jeden Lauf. Pfeiltasten bewegen den Schritt und wählen einen Lauf.`,
    runDiverged: 'Der Lauf divergierte.',
    allDiverged: (runs) => `Alle ${runs} Läufe divergierten.`,
    everyDiverged: (optimizer) => `Jeder Lauf von ${optimizer} divergierte.`,
    best: ({ steps, optimizer, rate, edge, onValidation, replicates, loss, clauses }) => {
      const at = rate === null ? '' : ` mit Rate ${rate}`;
      const end = edge ? `, der ${edge === 'lowest' ? 'kleinsten' : 'größten'} versuchten,` : '';
      const where = onValidation ? ' auf den zurückgelegten Zeilen' : '';
      const mean = replicates === null ? '' : ` im Mittel von ${replicates} Wiederholungen`;
      return `Nach ${steps.replace(/e$/, 'en')} liegt ${optimizer}${at}${end}${where}${mean} am tiefsten, bei ${loss}${clauses}.`;
    },
    bestOf: (optimizer, rate, loss, clauses) =>
      `Der beste Lauf von ${optimizer}${rate === null ? '' : `, mit Rate ${rate},`} liegt bei ${loss}${clauses}.`,
    earlier: (loss, step) => ` (${loss} bei Schritt ${step})`,
    divergedAtRate: (rate) => `; bei ${rate} divergierte er`,
    divergedFrom: (rate) => `; ab ${rate} divergierte er`,
    divergedAtSome: (some, all) => `; bei ${some} von ${all} Raten divergierte er`,
    divergedAtStep: (label, step) => `${label} divergierte bei Schritt ${step}.`,
    someDiverged: (some, all) => `${some} von ${all} Läufen divergierten.`,
    endsLowest: (label, loss, steps, earlier, inValidation) =>
      `${label} endet${inValidation ? ' in der Validierung' : ''} am tiefsten, bei ${loss} nach ${steps.replace(/e$/, 'en')}${earlier}`,
    ends: (label, loss, steps, earlier, validation) =>
      `${label} endet bei ${loss}${validation === null ? '' : `, in der Validierung bei ${validation},`} nach ${steps.replace(/e$/, 'en')}${earlier}`,
    another: (label, loss) => `${label} bei ${loss}`,
    moreAbove: (runs) => `${runs} weitere darüber`,
    asksLowest: (steps) => `Welcher Lauf ist nach ${steps} am niedrigsten?`,
    answersLowest: (run, loss) => `${run} ist am niedrigsten, bei ${loss}.`,
    saidRun: (run, place, loss) => `Deine Wahl ${run} kommt auf Platz ${place}, bei ${loss}.`,
    saidDiverged: (run) => `Deine Wahl ${run} ist divergiert.`,
  },
  data: {
    data: 'Daten',
    chooseFile: 'Eine CSV-Datei wählen',
    orDrop: 'oder eine auf das Bild fallen lassen',
    needsColumn: 'Neben dem Ziel braucht es eine Spalte mit Zahlen.',
    needsTwo: 'Neben dem Ziel braucht es zwei Spalten mit Zahlen.',
    reading: (file) => `${file} wird gelesen …`,
    target: 'Ziel',
    model: 'Modell',
    columns: 'Spalten',
    twoColumns: 'Zwei Spalten',
    run: 'Starten',
    all: (columns) => `Alle ${columns}`,
    noValues: 'keine Werte',
    textLike: (example) => `Text, wie „${example}“`,
  },
  landscape: {
    question: 'Wo geht es hinunter?',
    keys: [
      ['← → ↑ ↓', 'den Punkt einer Karte bewegen, oder den Start'],
      ['Umschalt, Alt', 'mit einem Pfeil: weiter, feiner'],
      ['Eingabe', 'auf einer Karte: vom Punkt zum Start und zurück'],
      ['[ ]', 'auf einer Karte: die Richtung d drehen'],
      ['Leertaste', 'abspielen oder anhalten'],
      ['Ziehen', 'am Punkt, am Start oder an der Spitze von d'],
    ],
    landscape: 'Landschaft',
    role: 'Landschaft',
    none: 'Noch keine Landschaft',
    typeFormula: 'Gib eine Formel mit einer oder zwei Variablen ein.',
    places: 'Orte, Schritt für Schritt',
    start: 'Start',
    others: 'die anderen',
    hintMap: (start) => `Pfeile bewegen den Punkt${start ? ' oder den Start' : ''}, [ ] dreht d`,
    hintCurve: '← → bewegt den Start',
    climbs: 'steigt',
    rate: (label) => `Rate${label}`,
    hidden: 'ausgeblendet',
    divergedAt: (label, step) => `${label} divergiert bei Schritt ${step}`,
    lostAt: (step) => `× divergiert bei Schritt ${step}`,
    startsAt: (place) => `beginnt bei ${place}`,
    at: (place) => `bei ${place}`,
    inOneStep: 'da in einem Schritt',
    alternates: 'pendelt, kommt an',
    oscillates: (from, to) => `pendelt, ${from} bis ${to}`,
    reaches: (place) => `erreicht ${place}`,
    leftOf: (far, place) => `${far} links von ${place}`,
    rightOf: (far, place) => `${far} rechts von ${place}`,
    climbsFrom: (from, to) => `steigt von ${from} auf ${to}`,
    climbsTimes: (times, steps) =>
      `steigt: ${times} × der Anfang${steps && ` nach ${steps.replace(/e$/, 'en')}`}`,
    startsSettled: (place) => `beginnt am Ziel, bei ${place}`,
    settledAt: (step) => `angekommen bei Schritt ${step}`,
    setsRuns: 'Optimierer, Raten und ein Start lassen Läufe darauf gehen.',
    atRate: (rate) => `Der Lauf mit ${rate}`,
    settles: (who, place, steps) => `${who} kommt nach ${steps.replace(/e$/, 'en')} bei ${place} an.`,
    goesBetween: (who, from, to) => `${who} pendelt zwischen ${from} und ${to}.`,
    reachesAfter: (who, place, steps) => `${who} erreicht ${place} nach ${steps.replace(/e$/, 'en')}.`,
    divergesAt: (who, step) => `${who} divergiert bei Schritt ${step}.`,
    whoClimbs: (who, climbs) => `${who} ${climbs}.`,
    bounces: (who, times) => `${who} steigt: Jeder Sprung ist ${times} × so lang wie der davor.`,
    settlesNear: (place, limit) => `Nahe ${place} kommen Raten unter ${limit}, das ist 2/Krümmung, an.`,
    settlesBelow: (limit, across) =>
      `Unter ${limit}, das ist 2/Krümmung${across ? ' quer zum Tal' : ''}, kommt jede Rate an.`,
    counts: (runs, settled, diverged, lowest) => {
      const told = [settled && `kamen ${settled} an`, diverged && `divergierten ${diverged}`];
      return `Von ${runs} Läufen ${told.filter(Boolean).join(' und ') || 'kam keiner an'}${lowest}.`;
    },
    isLowest: (label, place) => `; ${label} liegt am tiefsten, bei ${place}`,
    noGradient: (place) => `Bei ${place} gibt es keinen Gradienten.`,
    level: (place) => `Bei ${place} ist der Gradient 0: Der Boden ist eben.`,
    gradient: (place, length) =>
      `Bei ${place} ist der Gradient ${length} lang und steht senkrecht auf der Höhenlinie.`,
    alongLevel: 'Entlang d ist es eben.',
    alongRises: (by) => `Entlang d steigt es um ${by} je Einheit.`,
    alongFalls: (by) => `Entlang d fällt es um ${by} je Einheit.`,
    slope: (slope, degrees) => `∇f·d = ${slope} bei ${degrees}°`,
    curveOf: (title, variable, start) =>
      `Kurve von ${title} über ${variable}.${start && ` Start bei ${start}. Die Pfeile links und rechts bewegen den Start.`}`,
    mapOf: (title, point, start, moved) => {
      const begins = start && ` Start bei ${start}.`;
      const changes = start && '; Eingabe wechselt zwischen Punkt und Start';
      return `Karte von ${title}. Punkt bei ${point}.${begins} Pfeiltasten bewegen den ${moved === 'point' ? 'Punkt' : 'Start'}${changes}; eckige Klammern drehen die Richtung.`;
    },
    asksStep: (run) => `Wo landet der erste Schritt von ${run}? Zieh die Marke dorthin.`,
    answersStep: (run, place) => `Der erste Schritt von ${run} landet bei ${place}.`,
  },
  network: {
    question: 'Wie lernt ein Netz?',
    plane: 'Ebene',
    planeAndUnits: 'Ebene und Neuronen',
    hint: '← → Schritt, Leertaste spielt ab',
    plot: (classes, names) =>
      `Was das Modell in der Ebene sagt${classes.length > 0 ? `, zu ${classes.join(', ')}, nach ${names.join(' und ')}` : ''}. Pfeiltasten bewegen den Schritt.`,
    noData: 'Noch keine Daten',
    spoken: (step, loss, right, all) =>
      `${step}, Verlust ${loss}, ${right} von ${all} Punkten in ihrem Bereich`,
    otherLayers: 'Andere Schichten: Es lernt von vorn, ab seinem Start.',
    otherData: 'Andere Daten: Es lernt von vorn.',
    learned: 'gelernt',
    keptApart: 'zurückgelegt',
    wrong: (points) => `falsch: ${points}`,
    unit: (number) => `Neuron ${number}`,
    units: 'Verborgene Neuronen',
    unitsSay:
      'Was jedes verborgene Neuron sagt, geordnet nach seinem Gewicht in der Antwort; zeig auf eines, um seine Linie in der Ebene zu sehen',
    switchOn: 'Einschalten',
    switchOff: 'Ausschalten',
    allUnits: (units) => `alle ${units}`,
    weight: (weight) => `Gewicht ${weight}`,
    layers: 'Schichten',
    layersName: 'Schichten',
    data: 'Daten',
    dataName: 'Daten',
    inputs: (inputs) => `${inputs} hinein`,
    unitsOf: (layer) => `Neuronen der Schicht ${layer}`,
    removeLayer: (layer) => `Schicht ${layer} entfernen`,
    remove: 'Entfernen',
    activation: 'Aktivierung',
    addLayer: 'Schicht',
    noise: 'Rauschen',
    across: 'Waagrecht',
    up: 'Senkrecht',
    rowsApart: (rows) => `${rows} zurückgelegt`,
    addRowsApart: 'Zeilen zurücklegen',
    points: counted('Punkt', 'Punkten'),
    toLearnFrom: (steps, points) => `${steps}, gelernt wird aus ${points}.`,
    divergedBefore: (step) => `Der Lauf divergierte bei Schritt ${step}; davor`,
    after: (steps) => `Nach ${steps.replace(/e$/, 'en')}`,
    atStep: (step) => `Bei Schritt ${step}`,
    inArea: (when, right, all, drawn, apart, others, loss) => {
      const which = `${all}${drawn ? ', die gezeichnet sind,' : ''}`;
      const kept = apart ? ` und ${apart[0]} von ${apart[1]} zurückgelegten` : '';
      return `${when} liegen ${right} von ${which}${kept} im Bereich ihrer Klasse${others ? '; die anderen sind umringt' : ''}. Der Verlust ist ${loss}.`;
    },
  },
  taylor: {
    question: 'Wie weit reicht ein Polynom?',
    keys: [
      ['← →', 'den Punkt bewegen'],
      ['Umschalt ← →', 'die Mitte bewegen, oder den Punkt weit'],
      ['↑ ↓', 'eine höhere oder niedrigere Ordnung, oder den Punkt auf einer Karte'],
      ['Bild', 'den Punkt weit bewegen'],
      ['Pos1 Ende', 'an ein Ende der Kurve'],
      ['Eingabe', 'die Zahl des Punkts eingeben'],
    ],
    plot: 'Zeichnung einer Funktion und ihres Polynoms. Die Pfeile links und rechts bewegen den Punkt, mit Umschalt die Mitte; auf und ab ändern die Ordnung.',
    parabolas:
      'Zeichnung einer Funktion und zweier Parabeln, die sie berühren. Pfeiltasten bewegen den Punkt.',
    map: 'Karte einer Funktion und ihrer Polynome erster und zweiter Ordnung. Pfeiltasten bewegen den Punkt.',
    errors: 'Fehler je Ordnung, logarithmisch',
    order: 'Ordnung',
    raise: 'Ordnung erhöhen',
    lower: 'Ordnung verringern',
    raiseOne: 'Ordnung um eins erhöhen',
    stepBoth: 'Beide einen Schritt',
    typeFormula: 'Gib eine mit einer oder zwei Variablen ein, etwa sin(x).',
    center: 'die Mitte',
    point: 'der Punkt',
    eta: 'η, die Lernrate',
    coefficients: 'Koeffizienten',
    byOrder: 'Fehler, Ordnung für Ordnung',
    steps: 'Schritte',
    coefficientHeads: ['Ordnung', 'Ableitung', 'Koeffizient'],
    errorHeads: ['Ordnung', 'Fehler', 'Schranke', 'ξ'],
    stepHeads: ['Schritt', 'Newton x', 'f', 'Steigung', 'Abstieg x', 'f', 'Steigung'],
    tangent: 'Tangente, Ordnung 1',
    orderOf: (order) => `Ordnung ${order}`,
    off: (by) => `um ${by} daneben`,
    band: ['f liegt sicher', 'im Band'],
    radius: (radius) => `Radius ${radius}`,
    error: 'Fehler',
    bound: 'Schranke',
    bendsLike: 'gekrümmt wie f',
    bendsBy: 'gekrümmt um 1/η',
    bendsDown: 'nach unten gekrümmt: kein tiefster Punkt',
    slope: (slope) => `Steigung ${slope}`,
    newton: 'Newton',
    descent: 'Abstieg',
    minimum: 'Minimum',
    ordersSubtitle: (order, center) =>
      `Das Polynom der Ordnung ${order} bei ${center}; im Band liegt f sicher`,
    parabolasSubtitle:
      'Beide berühren f mit seiner Steigung; jeder Schritt geht zum tiefsten Punkt der eigenen',
    mapSubtitle: 'Höhenlinien von f, seiner Ebene und seinem Paraboloid durch den Punkt',
    isCenter: (at, f) => `Bei ${at}, seiner Mitte, ist das Polynom ${f} selbst.`,
    nothingToCompare: (at, f) =>
      `Bei ${at} ist nichts zu vergleichen: ${f} oder das Polynom ist dort nicht definiert.`,
    isOff: (at, f, by) =>
      by === null ? `Bei ${at} ist das Polynom genau ${f}` : `Bei ${at} liegt das Polynom um ${by} daneben`,
    noBound: (isOff, reason) =>
      `${isOff}; wie weit es daneben liegen könnte, hat keine Schranke${reason && `: ${reason}`}.`,
    cannotBe: (isOff) => `${isOff} und kann nicht anders.`,
    bounded: (isOff, bound) => `${isOff}; um mehr als ${bound} könnte es nicht daneben liegen.`,
    exact: (order, xi) => `Die ${order}. Ableitung, bei ${xi} genommen, trifft den Fehler genau.`,
    beyondRadius: 'Weitere Ordnungen machen es schlechter: Der Punkt liegt jenseits des Radius.',
    gainsTwoDigits: 'Je zwei weitere Ordnungen bringen zwei Stellen oder mehr.',
    gainsADigit: 'Je zwei weitere Ordnungen bringen etwa eine Stelle.',
    gainsLittle: 'Weitere Ordnungen bringen wenig.',
    gainsNothing: 'Die nächsten Ordnungen sind nicht besser.',
    noRadius: 'Aus den ersten 80 Koeffizienten war kein Ende der Reihe zu finden.',
    goesOn: (radius, f) =>
      `Nach den Koeffizienten ist der Radius etwa ${radius}, obwohl ${f} dort weitergeht: Was die Reihe aufhält, liegt neben der reellen Achse.`,
    ends: (radius, f, end, side) =>
      `Nach den Koeffizienten ist der Radius etwa ${radius}: ${f} endet bei ${end}, und weiter reichen die Polynome auch nach ${side === 'left' ? 'links' : 'rechts'} nicht.`,
    noParabola: (f) => `Hier hat ${f} keine Steigung oder keine Krümmung, also berührt es keine Parabel.`,
    likeNewton: (f, bend, lowest) =>
      `Die Parabel, die wie ${f} um ${bend} gekrümmt ist, ist bei ${lowest} am tiefsten: Newtons Schritt.`,
    likeNone: (f, bend, isLine) =>
      `Die Parabel, die wie ${f} um ${bend} gekrümmt ist, ${isLine ? 'ist eine Gerade' : 'geht nach unten'}: Sie hat keinen tiefsten Punkt, und Newtons Schritt keinen Sinn.`,
    byEta: (inverse, lowest) =>
      `Die um ${inverse} gekrümmte ist bei ${lowest} am tiefsten: der Schritt des Gradientenabstiegs.`,
    agree: (eta) => `Beide sind gleich, wenn ${eta} ist.`,
    noCurvature: (at, f) => `Bei ${at} hat ${f} keine Steigung oder keine Krümmung.`,
    bendsBoth: (at, f, large, small, shape) =>
      `Bei ${at} ist ${f} um ${large} und ${small} gekrümmt, ${shapes[shape]}.`,
    away: (distance, plane, paraboloid) =>
      `Im Abstand von ${distance} liegt die Ebene um bis zu ${plane} daneben, das Paraboloid um ${paraboloid}.`,
    lowestAt: (place) => `Das Paraboloid ist bei ${place} am tiefsten: Newtons Schritt.`,
    stepTo: (curvature, place) =>
      `Mit der Krümmung ${curvature} in beide Richtungen führt der Schritt zu ${place}: Gradientenabstieg.`,
    asksHeight: (order, center, here) =>
      `Zieh den Punkt dorthin, wo das Polynom der Ordnung ${order} um ${center} bei ${here} ist.`,
    answersHeight: (height, f, value) => `Das Polynom ist bei ${height}, und ${f} bei ${value}.`,
    guessedHeight: 'Höhe des Polynoms',
  },
  softmax: {
    question: 'Wie werden Logits zu einem Urteil?',
    subtitle: 'Violettes lässt sich ziehen, Grün zeigt, wie der Verlust antwortet',
    keys: [
      ['↑ ↓', 'ein größeres Logit, ein kleineres'],
      ['Umschalt, Alt', 'weiter, feiner'],
      ['← →', 'eine andere Klasse'],
      ['Pos1 Ende', 'die Enden des Bereichs'],
      ['Eingabe', 'die Zahl eingeben'],
    ],
    handles: 'Logits',
    logitOf: (name) => `Logit von ${name}`,
    handle: (logit, probability, slope) => `${logit}, Wahrscheinlichkeit ${probability}, Steigung ${slope}`,
    temperature: 'T, die Temperatur',
    shareOf: (name) => `Anteil von ${name} am Ziel`,
    target: 'Ziel',
    mix: 'Mischen',
    shift: 'Um 1 000 verschieben',
    shiftBack: 'Zurückschieben',
    noLogits: 'Noch keine Logits',
    writeSome: 'Schreib einige mit Leerzeichen dazwischen, etwa 2 1 0.1.',
    heads: ['Klasse', 'Logit', 'exp', 'Wahrscheinlichkeit', 'Ziel', 'Steigung'],
    jacobian: (divided) => `Jacobi-Matrix diag(p) − p pᵀ${divided ? ', geteilt durch T' : ''}`,
    jacobianSize: (size, rank) => `${size}, Rang ${rank}`,
    jacobianNote:
      'Zelle i, j ist die Änderung von Wahrscheinlichkeit i, wenn Logit j steigt. Die Fläche ist die Größe; gefüllt positiv, hohl negativ. Zeilen und Spalten ergeben zusammen 0.',
    probabilityOf: (name) => `p von ${name}`,
    zOf: (name) => `z von ${name}`,
    logits: ['Logits z, zum Ziehen', 'Logits z'],
    shiftedLogits: (by) => `Logits z ${by}`,
    asWritten: (exp) => `${exp} wörtlich`,
    lessLargest: 'exp ohne das größte',
    together: (what, sum) => `${what}, zusammen ${sum}`,
    slope: 'Steigung',
    loss: 'Verlust',
    lossOf: (name) => `Verlust −log p von ${name}`,
    mixedLoss: 'Verlust −Σ y log p',
    itsLogitMoves: (loss) => `${loss}, über seinem Logit`,
    logitMoves: (loss, name) => `${loss}, über dem Logit von ${name}`,
    others: (count) => `${count} andere`,
    isNoNumber: (quotient) => `${quotient} ist keine Zahl`,
    lossIs: (loss) => `Verlust ${loss}`,
    slopeIs: (slope) => `Steigung ${slope}`,
    allBut: (lack) => `alles bis auf ${lack}`,
    gets: (name, share, target) => `${name} bekommt ${share} und sollte ${target} bekommen`,
    noPull: (gets) => `${gets}, also zieht nichts an seinem Logit.`,
    pulls: (gets, lowers, slope) =>
      `${gets}, also ${lowers ? 'senkt' : 'hebt'} ein größeres Logit den Verlust, um ${slope} je Einheit.`,
    slopesTogether: (sum) => `Alle Steigungen zusammen ergeben ${sum}.`,
    pullOnAll: 'Alle anderen zusammen werden gleich stark andersherum gezogen.',
    pullOn: (names, sizes) =>
      names.length === 1
        ? `${names[0]} wird gleich stark andersherum gezogen.`
        : `${listed(names)} werden zusammen gleich stark andersherum gezogen${sizes.length > 1 ? `: ${listed(sizes)}` : ''}.`,
    moreInEach: (more, isAsBefore, list) =>
      `${more} mehr in jedem Logit vervielfacht alle Exponentiale gleich, und ${isAsBefore ? 'nichts ändert sich' : 'die Wahrscheinlichkeiten sind die von Zahlen, die weniger von den Logits enthalten'}${list}.`,
    overflows: 'Über 709 läuft exp über, also teilt die wörtliche Formel ∞ durch ∞.',
    vanishes: 'Unter −745 ist exp 0, also teilt die wörtliche Formel 0 durch 0.',
    takenOff: (isAsBefore, list) =>
      `Wird zuerst das größte Logit abgezogen, sind die Wahrscheinlichkeiten${isAsBefore ? ' wie vorher' : ''}${list}.`,
    asksProbability: (name) => `Zieh den Balken. Wie groß ist die Wahrscheinlichkeit von ${name}?`,
    answersProbability: (name, share) => `Die Wahrscheinlichkeit von ${name} ist ${share}.`,
    asksSlope: (name) => `Zieh den Balken. Wie antwortet der Verlust, wenn das Logit von ${name} steigt?`,
    answersSlope: (name, slope) => `Die Steigung des Verlusts entlang des Logits von ${name} ist ${slope}.`,
  },
  jacobian: {
    question: 'Was macht eine Abbildung aus einem kleinen Quadrat?',
    tableQuestion: 'Eine Zeile ist ein Gradient, eine Spalte ein Anstoß',
    keys: [
      ['← → ↑ ↓', 'den Punkt bewegen, oder durch die Zellen gehen'],
      ['Umschalt, Alt', 'mit einem Pfeil: weiter, feiner'],
      ['+ −', 'ein größeres oder ein kleineres h'],
      ['Pos1 Ende', 'an einen Rand'],
    ],
    planeSubtitle: (from, to) => `${from} nach ${to}; grün gestrichelt, was die Jacobi-Matrix sagt`,
    tableSubtitle: (outputs, inputs, shape) =>
      `${outputs}, ${inputs}: ${shape}. Die Fläche ist die Größe; gefüllt positiv, hohl negativ`,
    softmaxSubtitle: (shape, rank) =>
      `${shape}, Rang ${rank}, Zeilen ergeben 0. Die Fläche ist die Größe; gefüllt positiv, hohl negativ`,
    outputs: counted('Ausgabe', 'Ausgaben'),
    inputs: counted('Eingabe', 'Eingaben'),
    source: 'ein Quadrat mit Seite h',
    image: 'wohin es geht',
    area: 'Fläche',
    flat: 'flach: det 0',
    flipped: 'gespiegelt',
    notFlipped: 'nicht gespiegelt',
    noJacobian: 'hier keine Jacobi-Matrix',
    stretch: (by) => `Streckung ${by}`,
    across: (small) => `und ${small} quer dazu`,
    bothWays: 'in allen Richtungen',
    gradient: 'Gradient',
    push: 'Anstoß',
    product: 'Das Produkt, Faktor für Faktor',
    more: (count) => `${count} weitere`,
    misfit: (shapes) => `${shapes} passt nicht`,
    doesNotFit:
      'Die Formen passen nicht: Eine Abbildung braucht so viele Eingaben, wie die vor ihr Ausgaben hat.',
    hasNone: (at, outputs) =>
      `Bei ${at} ${outputs.length > 1 ? 'haben' : 'hat'} ${outputs.join(' und ')} keine Steigungen.`,
    becomes: (at, times, how) => {
      const said = {
        flipped: 'gespiegelt',
        turned: 'gedreht und nicht gespiegelt',
        upright: 'weder gedreht noch gespiegelt',
      };
      return `Bei ${at} wird ein kleines Quadrat ${times}-mal so groß, ${said[how]}.`;
    },
    becomesFlat: (at, point) =>
      `Bei ${at} wird ein kleines Quadrat ${point ? 'zum Punkt' : 'flach'}: Seine Fläche ist 0.`,
    isStretched: (large, small) =>
      `In einer Richtung wird es auf das ${large}-Fache gestreckt, quer dazu auf das ${small}-Fache.`,
    isLinear: 'Die Abbildung ist linear: So ist es überall, für jedes h.',
    staysFlat: 'Das bleibt so, für jedes h.',
    noPatch: (side) => `Mit ${side} verlässt das wahre Bild den Bereich, in dem die Abbildung erklärt ist.`,
    isExact: (side) => `Mit ${side} ist das wahre Bild genauso groß.`,
    hasCome: (side, times) => `Mit ${side} ist auch das wahre Bild ${times}-mal so groß.`,
    comesTo: (side, times, limit) =>
      `Mit ${side} ist das wahre Bild ${times}-mal so groß; wird es kleiner, so geht das gegen ${limit}.`,
    rowUndefined: 'Nicht alle diese Steigungen sind hier erklärt.',
    rowIs: (row, output, pushes) => {
      const told = pushes.map(({ name, way, by }, i) => {
        const push = `${i === 0 ? 'Ein Anstoß von' : 'von'} ${name}`;
        return way === 'leaves'
          ? `${push} lässt es, wie es ist`
          : `${push} ${way === 'raises' ? 'hebt' : 'senkt'} es um ${by}`;
      });
      return `Zeile ${row} ist der Gradient von ${output}: ${told.join(', ')}.`;
    },
    columnIs: (input, pushes) => {
      const told = pushes.map(({ name, way, by }) =>
        way === 'leaves' ? `lässt ${name}` : `${way === 'raises' ? 'hebt' : 'senkt'} ${name} um ${by}`,
      );
      return `Spalte ${input} ist, was ein Anstoß von ${input} bewirkt: Er ${told.join(', ')}.`;
    },
    empty: 'Wo eine Zelle leer ist, sieht die Ausgabe die Eingabe nicht.',
    isWeights: 'Die Jacobi-Matrix ist W selbst: Wo der Punkt auch ist, keine Zelle ändert sich.',
    isSoftmax: (rank) =>
      `Was eine Wahrscheinlichkeit gewinnt, verlieren die anderen: Zeilen und Spalten ergeben 0, also ist der Rang ${rank}.`,
    isProduct: (count, shapes, whole) =>
      `Die Jacobi-Matrix ist das Produkt von ${count}, die der letzten Abbildung zuerst: ${shapes} ergibt ${whole}.`,
    cell: (output, input, slope) => `Steigung von ${output} nach ${input}, ${slope}`,
    planeLabel: (at, h) =>
      `Ebene mit einem Quadrat der Seite ${h} bei ${at}, und sein Bild. Pfeiltasten bewegen den Punkt, Plus und Minus ändern h.`,
    matrixLabel: (shape) => `Jacobi-Matrix, ${shape}. Pfeiltasten gehen durch ihre Zellen.`,
    side: 'h, die Seite des Quadrats',
    noMap: 'Noch keine Abbildung',
    typeMap: 'Gib Formeln mit ; dazwischen ein, etwa x^2 - y^2; 2x*y.',
    values: 'Werte',
    sides: (count) => `die wahre Fläche für ${count} Werte von h`,
    ratioHead: 'wahre Fläche ÷ h²',
    gapHead: 'Abstand',
    outputHead: 'Ausgabe',
    howComputed: 'Wie sie berechnet wurde',
    sweeps: (back, forward) => `${back} Durchgänge zurück oder ${forward} vorwärts`,
    sweepsSay:
      'Ein Durchgang zurück trägt eine Zeile von Steigungen durch die Abbildung, einer vorwärts eine Spalte.',
    sweepsShared: (back, forward) =>
      `Zeilen ohne gemeinsame Eingabe teilen sich einen Durchgang, und ebenso Spalten ohne gemeinsame Ausgabe: ${back} zurück oder ${forward} vorwärts genügen.`,
  },
  chain: {
    question: 'Was bewirkt ein Stups an einer Eingabe?',
    keys: [
      ['← →', 'eine Eingabe verstellen; auf der Leiste ein Schritt zurück oder vor'],
      ['Umschalt, Bild', 'bei einer Eingabe: weiter'],
      ['Pos1 Ende', 'an ein Ende ihres Bereichs'],
      ['Eingabetaste', 'ihre Zahl tippen'],
      ['Leertaste', 'auf der Zeichnung: abspielen oder anhalten'],
    ],
    inputs: 'Eingaben',
    spoken: (value, output, slope) => `${value}, Steigung von ${output} ${slope}`,
    direction: 'Richtung der Steigungen',
    output: 'Ausgabe',
    backward: 'Rückwärts',
    forward: 'Vorwärts',
    values: 'vorwärts',
    slopesBack: 'rückwärts',
    readoutBack: (done) => `rückwärts ${done}`,
    readoutBackShort: (done) => `zurück ${done}`,
    readoutValues: (done) => `vorwärts ${done}`,
    readoutSweep: (sweep, all) => `Lauf ${sweep} von ${all}`,
    subtitle: (turned, output) =>
      turned
        ? `Links von einem Schritt sein Wert, rechts die Steigung von ${output}`
        : `Über einem Schritt sein Wert, darunter in Grün die Steigung von ${output}`,
    subtitleForward: (turned, input) =>
      turned
        ? `Links von einem Schritt sein Wert, rechts seine Steigung nach ${input}`
        : `Über einem Schritt sein Wert, darunter in Grün seine Steigung nach ${input}`,
    hints: { copies: 'kopiert', swaps: 'tauscht', routes: 'leitet', adds: 'addiert' },
    notDefined: 'hier nicht definiert',
    sumOf: (terms) => `Summe aus ${terms}`,
    bySlopes: 'nach den Steigungen',
    inTruth: 'in Wahrheit',
    noFormula: 'Noch keine Formel',
    typeFormula: 'Gib eine ein, etwa sigmoid(w*x+b).',
    valuesFirst: (output, value) =>
      `Der Wert von ${output} ist ${value}. Weiter, und die Steigungen kommen auf denselben Wegen zurück.`,
    nothingYet: 'Mit jedem Schritt kommt ein Wert, von den Eingaben bis zur Ausgabe.',
    valued: (at, value) => `Der Wert bei ${at} ist ${value}.`,
    passedBack: (working, result, from, to) => `Zurück von ${to} zu ${from}: ${working} = ${result}.`,
    passedForward: (working, result, from, to) => `Weiter von ${from} zu ${to}: ${working} = ${result}.`,
    nudged: (input, factors, product, result) =>
      `Ein Stups an ${input} wird ${listed(factors.map(chainFactor))}${factors.length > 1 ? `: ${product} = ${result}` : ''}.`,
    manySteps: (input, output, steps, times, smaller) =>
      `Durch ${steps} Schritte kommt ein Stups an ${input} ${times}-mal ${smaller ? 'kleiner' : 'größer'} bei ${output} an.`,
    sigmoids: 'Jedes σ nimmt höchstens ein Viertel.',
    byPaths: (input, output, paths, through, together) =>
      `${input} erreicht ${output} auf ${typeof paths === 'number' ? (numberWords[paths] ?? paths) : paths} Wegen. ${
        through.length > 0 ? `Über ${through.join(', über ')}; zusammen` : 'Zusammen wird ein Stups mal'
      } ${together}${through.length > 0 ? '' : ' genommen'}.`,
    through: (at, by, isFirst) => (isFirst ? `${at} wird ein Stups mal ${by} genommen` : `${at} mal ${by}`),
    noPath: (input, output) => `${input} erreicht ${output} nicht: Die Steigung ist 0.`,
    oneSweep: (inputs) =>
      `Ein Lauf rückwärts gibt ${inputs === 2 ? 'beide' : `alle ${numberWords[inputs] ?? inputs}`} Steigungen; vorwärts sind es ${numberWords[inputs] ?? inputs} Läufe.`,
    forwardSweep: (input, output, slope, inputs) =>
      `Der Lauf von ${input} gibt eine Steigung von ${output}, ${slope}.${inputs > 1 ? ` Vorwärts braucht es ${numberWords[inputs] ?? inputs} Läufe für ${inputs === 2 ? 'beide' : 'alle'} Steigungen, rückwärts einen.` : ''}`,
    sent: (input, size, into, all, change) =>
      into.length === 1
        ? `Δ${input} = ${size} wird bis ${into[0][1]} mal ${all} genommen, wird also ${change}.`
        : `Δ${input} = ${size} wird ${into.map(([by, name], i) => (i === 0 ? `bis ${name} mal ${by}` : `dann bis ${name} mal ${by}`)).join(', ')} genommen: mal ${all}, wird also ${change}.`,
    sentTo: (input, size, output, all, change) =>
      `Δ${input} = ${size} wird auf dem Weg zu ${output} mal ${all} genommen, wird also ${change}.`,
    trueChange: (change, gap, halved) =>
      gap === null
        ? `In Wahrheit ändert es sich um ${change}.`
        : `In Wahrheit ändert es sich um ${change}; halbiere den Stups, und der Abstand von ${gap} fällt auf ${halved}.`,
    undefinedAt: (at) => `${at} ist hier nicht definiert, und so auch nichts, was davon abhängt.`,
    tie: (at) => `${at} steht unentschieden: Seine Argumente teilen sich die Steigung.`,
    kink: (at, slope) => `${at} ist an seinem Knick: Genommen wird dort die Steigung ${slope}.`,
    slip: (name, claimed, measured) => `${name}: ${claimed}, nach Differenzen ${measured}`,
    send: (input) => `Δ${input} schicken`,
    halve: (input) => `Δ${input} halbieren`,
    sizeOf: (input) => `Δ${input}, die Änderung von ${input}`,
    unfoldAll: 'Alle öffnen',
    foldAll: 'Alle falten',
    openPart: (text) => `${text} öffnen`,
    closePart: (name) => `${name} falten`,
    pathsFrom: (input, output) => `Wege von ${input} zu ${output}`,
    pathCount: counted('Weg', 'Wege'),
    path: 'Weg',
    slopesAlong: 'Steigungen darauf',
    product: 'Produkt',
    sumOverPaths: 'Summe über die Wege',
    morePaths: (n, together) => `und ${n} weitere, zusammen ${together}`,
    checked: 'Mit Differenzen geprüft',
    agree: (right, all, digits) =>
      `${right} von ${all} stimmen${digits === null ? '' : ` auf ${digits} Stellen`}`,
    checking: 'wird geprüft …',
    slopeAlong: 'Steigung nach',
    byChain: 'nach der Kette',
    byDifferences: 'nach Differenzen',
    verdict: 'Urteil',
    verdicts: { pass: 'stimmt', fail: 'stimmt nicht', kink: 'Knick', inconclusive: 'nicht zu sagen' },
    steps: 'Werte und Steigungen',
    columns: ['Schritt', 'Wert', 'Steigung'],
    layersSubtitle: 'Werte in Schwarz, Steigungen in Grün; gefüllt ist positiv, hohl negativ',
    value: 'Wert',
    slope: 'Steigung',
    foldedShape: (row, shape) => `${row} als ${shape}`,
    moreFactors: (n) => `⋯ ${n} weitere`,
    layersValues: (loss) =>
      `Der Verlust ist ${loss}. Weiter, und seine Steigung kommt zurück, mal einer Jacobi-Matrix nach der anderen.`,
    layersEnd: (outputs, largest) =>
      `Die Steigung des Verlusts tritt als Zeile von ${outputs} ein und geht durch eine Jacobi-Matrix nach der anderen; getragen wird immer eine Zeile. Die größte Steigung von W₁ ist ${largest}.`,
    layersPassed: (shape, name) =>
      `Die Zeile wird mit der Jacobi-Matrix von ${shape} malgenommen und ist dann die Steigung nach ${name}.`,
    layersTable: 'Formen und Zahlen',
    factors: (n) => `${n} Faktoren`,
    layersColumns: ['Schicht', 'Neuron', 'Wert', 'Steigung'],
    asksSlope: (output, input) =>
      `Wie groß ist die Steigung von ${output} entlang ${input}? Zieh die Marke unter ${input}, oder gib sie ein.`,
    answersSlope: (output, input, slope) => `Die Steigung von ${output} entlang ${input} ist ${slope}.`,
    asksLargest: (output) =>
      `Welche Eingabe zählt am meisten: Bei welcher bewegt ein Stups ${output} am weitesten?`,
    answersLargest: (input, slope) => `Am meisten zählt ${input}, mit der Steigung ${slope}.`,
    guessedSlope: (input) => `Steigung entlang ${input}`,
    saidInput: (input, slope) => `Deine Wahl ${input} hat die Steigung ${slope}.`,
  },
  activation: {
    question: 'Welche Steigungen überleben die Tiefe?',
    keys: [
      ['← →', 'den Punkt bewegen'],
      ['Umschalt, Bild', 'weiter'],
      ['Pos1 Ende', 'an ein Ende der Kurven'],
    ],
    subtitle: 'Grün ist die Steigung bei x; auf Grau liegt sie unter 0,1',
    slope: 'Steigung',
    flat: 'flach',
    undefined: 'hier nicht erklärt',
    upTo: (most) => `bis ${most}`,
    more: (against, most) => `minus ${against}, bis ${most}`,
    strip: (x) => `Steigung der ganzen Kette nach jeder Schicht, Gewichte 1, ab x = ${x}`,
    stripShort: 'Steigung der ganzen Kette, Schicht für Schicht',
    layer: (layer) => `Schicht ${layer}`,
    through: (layers, count, { shrinks, keeps, grows, dies }) => {
      const told = [
        shrinks.length > 0 &&
          `schrumpft eine Steigung ${shrinks.map(({ name, by }) => `mit ${name} auf ${by}`).join(' und ')}`,
        grows.length > 0 &&
          `${shrinks.length > 0 ? 'wächst' : 'wächst eine Steigung'} ${grows.map(({ name, by }) => `mit ${name} auf ${by}`).join('')}`,
      ].filter(Boolean);
      const whole =
        keeps.length > 0 &&
        `${keeps.length > 1 ? 'lassen' : 'lässt'} ${keeps.join(' und ')} ${told.length > 0 ? 'sie' : 'eine Steigung'} ganz`;
      const dead = dies.map(({ name, layer }) => `ist sie mit ${name} ab Schicht ${layer} 0`);
      const clauses = [told.join(' und '), whole, ...dead].filter(Boolean).join('; ');
      return clauses && `Durch ${layers} Schicht${count === 1 ? '' : 'en'} ${clauses}.`;
    },
    kink: (name, slope) => `Am Knick von ${name} wird die Steigung ${slope} genommen, der volle Punkt.`,
    slopeOf: (name, slope) => `Steigung von ${name} ${slope}`,
    point: 'x, der Punkt',
    depth: 'k, wie viele Schichten',
    deeper: 'Tiefer gehen',
    second: 'f″ zeigen',
    functions: 'Funktionen',
    shown: (count) => `${count} gezeigt`,
    choose: 'Gezeigte Funktionen',
    own: 'f, eine eigene Formel',
    noFunction: 'Noch keine Funktion',
    chooseOne: 'Wähl unten eine, oder gib eine Formel von x ein.',
    dead: 'Tote Neuronen auf Daten',
    deadOf: (data, rows) => `${data}, ${rows}`,
    deadSays: (units) =>
      `Eine Schicht aus ${units} Neuronen bei ihrem zufälligen Start: die Anteile von Neuronen und Zeilen mit Steigung 0 oder unter 0,1, und wie viele Neuronen auf jeder Zeile Steigung 0 haben. b kommt zu jedem Neuron hinzu.`,
    bias: 'b, zu jedem Neuron addiert',
    noneHead: 'Steigung 0',
    flatHead: 'unter 0,1',
    deadHead: 'tote Neuronen',
    functionHead: 'Funktion',
    layerHead: 'Schicht',
    productHead: 'ganze Kette',
    values: 'Werte',
  },
};
