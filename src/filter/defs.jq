# What jq has and jaq's libraries have not.

def env: {};

def halt_error: error;
def halt_error($exit_code): error;

def IN(s): any(s == .; .);
def IN(source; s): any(source == s; .);
def INDEX(stream; f): reduce stream as $row ({}; . + {($row | f | tostring): $row});
def INDEX(f): INDEX(.[]; f);

def cell(f):
  if . == null then ""
  elif isstring then f
  elif isarray or isobject then error("\(type) cannot be a cell of a table")
  else tostring end;
def @csv: map(cell("\"" + gsub("\""; "\"\"") + "\"")) | join(",");
def @tsv:
  map(cell(gsub("\\\\"; "\\\\") | gsub("\t"; "\\t") | gsub("\n"; "\\n") | gsub("\r"; "\\r"))) | join("\t");
