"""Requests a second for pages that are kept, beside nginx giving the same bytes from files."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

from instance import free_port

CONNECTIONS = 16
# Headers that nginx writes itself.
OWN = {"content-type", "content-length", "date", "server", "connection", "etag", "last-modified", "accept-ranges"}
# What browsers send, as far as an answer depends on it.
HEADERS = {"Accept": "text/html, */*", "Accept-Encoding": "br"}


def nginx_program():
    return shutil.which("nginx") or "/usr/sbin/nginx"


def requests_a_second(report):
    """Of a report of wrk. Anything that was not answered by 2xx or 3xx ends the run."""
    if "Non-2xx" in report or "Socket errors" in report:
        sys.exit(f"wrk had errors:\n{report}")
    return float(re.search(r"^Requests/sec:\s+([\d.]+)", report, re.M).group(1))


def measure(url, seconds):
    headers = [part for name, value in HEADERS.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *headers, url]
    return requests_a_second(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def quoted(value):
    """As a string of nginx's configuration. Headers hold neither of its other special characters."""
    if "$" in value or "\\" in value:
        raise ValueError(value)
    return '"' + value.replace('"', '\\"') + '"'


def configuration(directory, port, answers):
    """The answers as files, with their headers, and everything nginx has to be fast with them."""
    locations = []
    for number, (_, headers) in enumerate(answers):
        same = " ".join(f'add_header {name} {quoted(value)};' for name, value in headers.items() if name.lower() not in OWN)
        locations.append(f'location = /{number} {{ types {{ }} default_type {quoted(headers["content-type"])}; {same} }}')
    return f"""
worker_processes auto;
daemon off;
pid {directory}/pid;
error_log {directory}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  open_file_cache max=100;
  client_body_temp_path {directory}/body;
  proxy_temp_path {directory}/proxy;
  fastcgi_temp_path {directory}/fastcgi;
  uwsgi_temp_path {directory}/uwsgi;
  scgi_temp_path {directory}/scgi;
  server {{ listen 127.0.0.1:{port}; root {directory}/files; {" ".join(locations)} }}
}}
"""


class Nginx:
    def __init__(self, answers):
        self.directory = tempfile.mkdtemp(prefix="plenary-bench-nginx-")
        # Its workers may run as another user.
        os.chmod(self.directory, 0o755)
        files = pathlib.Path(self.directory, "files")
        files.mkdir()
        for number, (body, _) in enumerate(answers):
            (files / str(number)).write_bytes(body)
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        settings = pathlib.Path(self.directory, "nginx.conf")
        settings.write_text(configuration(self.directory, port, answers))
        self.process = subprocess.Popen([nginx_program(), "-e", f"{self.directory}/error.log", "-c", settings])
        for number, (body, headers) in enumerate(answers):
            answer, given = self.get(f"/{number}")
            if answer != body or given["content-encoding"] != headers["content-encoding"]:
                sys.exit(f"nginx gives other bytes than {number}")

    def get(self, path):
        for _ in range(200):
            try:
                with urllib.request.urlopen(self.base + path, timeout=5) as answer:
                    return answer.read(), answer.headers
            except ConnectionRefusedError:
                pass
            except urllib.error.URLError as error:
                if not isinstance(error.reason, ConnectionRefusedError):
                    raise
            time.sleep(0.02)
        sys.exit("nginx does not answer")

    def remove(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        shutil.rmtree(self.directory, ignore_errors=True)


def compare(instance, pages, rounds, seconds):
    """For each (name, path): name, bytes, requests a second of Plenary and of nginx: the best of the rounds, which alternate."""
    answers = [instance.get(path, HEADERS) for _, path in pages]
    nginx = Nginx(answers)
    try:
        for number, (name, path) in enumerate(pages):
            ours, theirs = [], []
            for _ in range(rounds):
                ours.append(measure(instance.base + path, seconds))
                theirs.append(measure(f"{nginx.base}/{number}", seconds))
            yield name, len(answers[number][0]), max(ours), max(theirs)
    finally:
        nginx.remove()
