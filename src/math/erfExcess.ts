// Minimax polynomial (Remez) in x² − ½, to 2⁻⁶².
const A0 = -0.03453126133013269;
const A1 = -0.2810721780454342;
const A2 = 0.07940998675593483;
const A3 = -0.018283884489152902;
const A4 = 0.0034802744966653987;
const A5 = -0.0005611894221160443;
const A6 = 7.829649525828765e-5;
const A7 = -9.614808686393428e-6;
const A8 = 1.0536449241804712e-6;
const A9 = -1.042036961542753e-7;
const A10 = 9.387731832811591e-9;
const A11 = -7.798517321293067e-10;
const A12 = 5.945255584223488e-11;

/** erf x / x − 1, for |x| up to 1. */
export function erfExcess(x: number): number {
  const z = x * x - 0.5;
  const far = A6 + z * (A7 + z * (A8 + z * (A9 + z * (A10 + z * (A11 + z * A12)))));
  return A0 + z * (A1 + z * (A2 + z * (A3 + z * (A4 + z * (A5 + z * far)))));
}
