"""The C program ``interface.c``, plain and with the address and leak sanitizers."""

import shutil
import subprocess
from pathlib import Path

import pytest

import fihrist

HERE = Path(__file__).parent
HEADER = HERE.parent.parent / "Sources" / "CFihrist"
COMPILER = shutil.which("cc")


@pytest.mark.skipif(COMPILER is None, reason="there is no C compiler")
@pytest.mark.parametrize("flags", [[], ["-fsanitize=address,undefined"]])
def test_a_c_program(tmp_path, flags):
    (library,) = Path(fihrist.__file__).parent.glob("libfihrist.*")
    program = tmp_path / "interface"
    compiled = subprocess.run(
        [COMPILER, "-std=c11", "-Wall", "-Wextra", "-Werror", "-g", *flags, "-I", HEADER,
         HERE / "interface.c", library, f"-Wl,-rpath,{library.parent}", "-pthread", "-o", program],
        capture_output=True, text=True)
    if flags and compiled.returncode:
        pytest.skip("the compiler has no sanitizers")
    assert compiled.returncode == 0, compiled.stderr
    ran = subprocess.run([program, tmp_path / "index"], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
