import sys; sys.path.insert(0,'/work/writing/tests/ui')
import importlib.util
spec=importlib.util.spec_from_file_location('jw','/work/writing/tests/ui/journey-writing.py'); jw=importlib.util.module_from_spec(spec); spec.loader.exec_module(jw)
import time
j=jw.WritingJourney('/work/writing/_build/pictures')
try:
    j.open(); j.number()
    j.go_to("活动丰富")
    for k in ("alt+shift+Up","shift+alt+Up","ctrl+shift+r","ctrl+4"):
        j.key(k); time.sleep(1); print(k, repr(j.source.text[-60:]), j.caret, [c.name for c in j.program.find_all(role='label') if len(c.name)>6][-8:])
    j.picture("t1")
finally:
    j.program.stop()
