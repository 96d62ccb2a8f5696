-- Prints what wrk has measured as one line of JSON.

-- Each thread counts its own refusals.
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function count(status, wished)
  if status ~= wished then
    refused = (refused or 0) + 1
    last_refusal = status
  end
end

function done(summary, latency)
  local wrong, status = 0, 0
  for _, thread in ipairs(threads) do
    wrong = wrong + (thread:get("refused") or 0)
    status = thread:get("last_refusal") or status
  end
  local errors = summary.errors
  print(string.format(
    'REPORT {"rate":%.1f,"p50":%.3f,"p99":%.3f,"most":%.3f,"requests":%d,"refused":%d,"status":%d,"broken":%d}',
    summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    summary.requests, wrong, status,
    errors.connect + errors.read + errors.write + errors.timeout
  ))
end
