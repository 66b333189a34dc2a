-- For wrk: asks the addresses of a file in turn, each connection another.
--   PATHS=addresses.txt wrk -c32 -s benches/mix.lua http://127.0.0.1:8000
local paths = {}
for line in io.lines(os.getenv("PATHS")) do
  paths[#paths + 1] = line
end
local at = 0

function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
