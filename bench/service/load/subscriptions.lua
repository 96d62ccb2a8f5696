-- Subscribes another mailbox with each request. Arguments: the file of solved challenges, the first and the number
-- of those to use, the version of the consent.
dofile("report.lua")

function init(args)
  local first, many = tonumber(args[2]), tonumber(args[3])
  proofs, place = {}, 0
  local line = 0
  for proof in io.lines(args[1]) do
    -- Two threads share them.
    if line >= first and line < first + many and line % 2 == number then
      table.insert(proofs, proof)
    end
    line = line + 1
  end
  from, version = first, args[4]
  wrk.method = "POST"
  wrk.headers["content-type"] = "application/json"
  wrk.headers["origin"] = "https://songba.example.gov.vn"
end

function request()
  place = place + 1
  local name = string.format("%d.%d.%d", from, number, place)
  wrk.headers["idempotency-key"] = name
  wrk.body = string.format(
    '{"email":"ba.con.%s@example.vn","topics":["thong-bao"],"consent":true,"consent_version":"%s","lang":"vi","proof":"%s"}',
    name, version, proofs[place] or ""
  )
  if place >= #proofs then
    wrk.thread:stop()
  end
  return wrk.format()
end

function response(status)
  count(status, 202)
end
