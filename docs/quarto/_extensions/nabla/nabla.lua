-- {{< nabla compare problem="rosenbrock" rates="0.001 0.01" >}}: in HTML the element with these attributes, in every
-- other format its picture, which `nabla figure` draws as SVG, or the one that `svg` names.

local version = "0.1.0"

-- The script beside this file, which comes with the page; its address in the network where there is none.
local function addScript()
  local found = io.open(quarto.utils.resolve_path("nabla.js"), "r")
  if found then
    found:close()
    quarto.doc.add_html_dependency({
      name = "nabla",
      version = version,
      scripts = { { path = "nabla.js", attribs = { defer = "true" } } },
    })
  else
    quarto.doc.add_html_dependency({
      name = "nabla",
      version = version,
      head = '<script src="https://cdn.jsdelivr.net/npm/nabla-workbench@' .. version .. '/dist/cdn/nabla.js" defer></script>',
    })
  end
end

local function escaped(text)
  return (text:gsub("&", "&amp;"):gsub('"', "&quot;"):gsub("<", "&lt;"))
end

-- Names and values of a shortcode, in the order of names, so that a document is the same each time it is rendered.
local function sorted(kwargs)
  local names = {}
  for name, _ in pairs(kwargs) do
    table.insert(names, name)
  end
  table.sort(names)
  local all = {}
  for _, name in ipairs(names) do
    table.insert(all, { name = name, value = pandoc.utils.stringify(kwargs[name]) })
  end
  return all
end

local function element(figure, attributes)
  local tag = "nabla-" .. figure
  local written = ""
  for _, each in ipairs(attributes) do
    if each.name ~= "svg" then
      written = written .. " " .. each.name .. '="' .. escaped(each.value) .. '"'
    end
  end
  return pandoc.RawBlock("html", "<" .. tag .. written .. "></" .. tag .. ">")
end

-- Attributes of what moves, which a picture has none of.
local ofElement = { autoplay = true, loading = true, speed = true, ["worker-url"] = true }

-- The arguments of `nabla figure` that draw the same: its options are called as the attributes are.
local function arguments(figure, attributes, out)
  local args = { "nabla", "figure", figure }
  for _, each in ipairs(attributes) do
    if each.value == "true" and not ofElement[each.name] then
      table.insert(args, "--" .. each.name)
    elseif each.value == "false" and not ofElement[each.name] then
      table.insert(args, "--no-" .. each.name)
    elseif not ofElement[each.name] then
      table.insert(args, "--" .. each.name .. "=" .. each.value)
    end
  end
  table.insert(args, "--out=" .. out)
  return args
end

local function picture(figure, attributes)
  local heading = ""
  local out = nil
  for _, each in ipairs(attributes) do
    if each.name == "heading" then
      heading = each.value
    elseif each.name == "svg" then
      out = each.value
    end
  end
  if out == nil then
    local args = arguments(figure, attributes, "-")
    local drawn, svg = pcall(pandoc.pipe, "npx", args, "")
    if not drawn then
      quarto.log.warning("nabla: no picture of " .. figure .. "; npx " .. table.concat(args, " ") .. " draws none here")
      return pandoc.Para({ pandoc.Emph({ pandoc.Str(heading ~= "" and heading or "nabla-" .. figure) }) })
    end
    out = "nabla-" .. pandoc.utils.sha1(svg):sub(1, 12) .. ".svg"
    local file = assert(io.open(out, "w"))
    file:write(svg)
    file:close()
  end
  return pandoc.Para({ pandoc.Image({ pandoc.Str(heading) }, out) })
end

return {
  ["nabla"] = function(args, kwargs)
    local figure = pandoc.utils.stringify(args[1] or "compare")
    local attributes = sorted(kwargs)
    if quarto.doc.is_format("html:js") then
      addScript()
      return element(figure, attributes)
    end
    return picture(figure, attributes)
  end,
}
