#!/usr/bin/env python3
"""Measures fihrist-server and a server over Lucene under the same load, one after the other.

    compare_servers.py --fihrist .build/release/fihrist --server Server/.build/release/fihrist-server \\
      --index news.index --queries queries.tsv \\
      --java 'java -cp CLASSES:JARS SearchServer serve lucene-index 9001 2'

Each server is started anew. First as many requests as it answers, on 4, 8 and 16 connections, which
also warms it up; then at 30, 60, 90 and 200 per cent of the most. A line of JSON for each run.
"""
import argparse, json, os, shlex, signal, subprocess, sys, time, urllib.request


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fihrist", required=True)
    parser.add_argument("--server", required=True)
    parser.add_argument("--index", required=True)
    parser.add_argument("--queries", required=True)
    parser.add_argument("--java", required=True)
    parser.add_argument("--parameters", default="limit=10")
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--levels", default="0.3,0.6,0.9,2")
    parser.add_argument("--only", choices=["fihrist", "lucene"])
    return parser.parse_args()


def resident(process):
    """Resident megabytes now and at most, and of these the pages of files."""
    found = {}
    with open(f"/proc/{process.pid}/status") as status:
        for line in status:
            name, _, value = line.partition(":")
            if name in ("VmRSS", "VmHWM", "RssAnon", "RssFile"):
                found[name] = round(int(value.split()[0]) / 1000)
    return found


def processor_seconds(process):
    with open(f"/proc/{process.pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def start(command, url):
    """Starts a server; the process and the milliseconds until it answers a search."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).read()
            return process, (time.monotonic() - began) * 1000
        except OSError:
            if process.poll() is not None or time.monotonic() - began > 60:
                sys.exit(f"{command[0]} does not answer")
            time.sleep(0.002)


def load(arguments, url, process, *more):
    before = processor_seconds(process)
    run = subprocess.run(
        [arguments.fihrist, "load", "--url", url, "--queries", arguments.queries, "--json", *more],
        stdout=subprocess.PIPE, check=False)
    report = json.loads(run.stdout)
    report["cpu"] = processor_seconds(process) - before
    return report


def measure(name, command, url, arguments):
    def say(**members):
        print(json.dumps({"server": name, **members}), flush=True)

    separator = "&" if "?" in url else "?"
    starts = []
    for _ in range(5):
        process, milliseconds = start(command, url + separator + "q=%D9%86%D9%81%D8%B7")
        starts.append(milliseconds)
        if len(starts) < 5:
            process.kill()
            process.wait()
    say(ready_ms=round(sorted(starts)[2], 1), **resident(process))
    try:
        best = 0
        for connections in (8, 4, 8, 16):
            report = load(
                arguments, url, process, "--connections", str(connections), "--duration",
                f"{arguments.seconds}s")
            best = max(best, report["succeeded_per_second"])
            row = report["answers"][0]
            say(connections=connections, per_second=report["succeeded_per_second"],
                us_per_request=round(report["cpu"] / report["requests"] * 1e6), **row["sent_ms"])
        for level in map(float, arguments.levels.split(",")):
            rate = best * level
            report = load(
                arguments, url, process, "--rate", f"{rate:.2f}", "--connections", "256",
                "--duration", f"{arguments.seconds}s", "--warmup", "2s", "--timeout", "10s")
            answers = {row["answer"]: row for row in report["answers"]}
            done = answers.get("200", {"due_ms": {}, "requests": 0})
            say(level=level, rate=round(rate), per_second=report["succeeded_per_second"],
                answered=done["requests"],
                others={k: v["requests"] for k, v in answers.items() if k not in ("all", "200")},
                due=done["due_ms"], sent=done.get("sent_ms"), load=os.getloadavg()[0])
        say(**resident(process))
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def main():
    arguments = options()
    name = os.path.basename(arguments.index.rstrip("/")).removesuffix(".index")
    if arguments.only != "lucene":
        measure(
            "fihrist", [arguments.server, "--index", arguments.index, "--port", "9002"],
            f"http://127.0.0.1:9002/v1/indexes/{name}/search?{arguments.parameters}", arguments)
    if arguments.only != "fihrist":
        measure("lucene", shlex.split(arguments.java), "http://127.0.0.1:9001/search", arguments)


if __name__ == "__main__":
    main()
