-- Asks for the same address again and again. Argument: the status that is wished.
dofile("report.lua")

function init(args)
  wished = tonumber(args[1] or "200")
end

function response(status)
  count(status, wished)
end
