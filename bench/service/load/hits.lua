-- Opens one of 50 articles as one of 200,000 readers.
dofile("report.lua")

function init()
  math.randomseed(os.time() + number)
  wrk.method = "POST"
  wrk.headers["content-type"] = "text/plain"
  wrk.headers["origin"] = "https://songba.example.gov.vn"
  wrk.headers["user-agent"] = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
end

function request()
  local reader = math.random(0, 199999)
  wrk.headers["x-forwarded-for"] = string.format("10.%d.%d.%d", reader / 65536, reader / 256 % 256, reader % 256)
  wrk.body = '{"page":"bai-' .. math.random(0, 49) .. '"}'
  return wrk.format()
end

function response(status)
  count(status, 204)
end
