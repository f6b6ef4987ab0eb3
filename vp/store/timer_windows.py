"""The timer of Windows: a task, which has no environment of its own and so gets it as arguments."""

from collections.abc import Mapping
from pathlib import Path, PurePath
from subprocess import list2cmdline
from xml.sax.saxutils import escape

from vp.store.timers import Run, Timer

_PURGE = (
    "import os, sys; os.environ['VP_HOME'], os.environ['VP_DOSSIER'] = sys.argv[1:];"
    " sys.argv[1:] = ['purge']; from vp.cli.main import run; run()"
)

_TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>vp: destroy what has expired, every day</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2026-01-01T12:00:00</StartBoundary>
      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT1H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def task(run: Run, environ: Mapping[str, str]) -> Timer:
    """The task, run at noon or as soon after it as the computer is on, without a window."""
    system = Path(environ.get("SYSTEMROOT", r"C:\Windows"))
    program = str(system / "System32" / "schtasks.exe")
    path = Path(run.home) / f"{run.name}.xml"
    arguments = list2cmdline(["-EP", "-c", _PURGE, str(run.home), str(run.folder)])
    told = _TASK.format(command=escape(str(_silent(run.python))), arguments=escape(arguments))
    return Timer(
        files={path: told.encode("utf-16")},
        start=(program, "/Create", "/F", "/TN", run.name, "/XML", str(path)),
        stop=(program, "/Delete", "/F", "/TN", run.name),
    )


def _silent(python: PurePath) -> PurePath:
    """The Python that opens no window, where it stands beside the other."""
    silent = python.with_name("pythonw.exe")
    return silent if python.name == "python.exe" and Path(silent).exists() else python
