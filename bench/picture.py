# SPDX-License-Identifier: Apache-2.0
"""bench/compare's results as bars, in SVG that reads well on light and dark pages."""
import html

PANELS = (("cpu_percent", "CPU, % of a core", "{:.2f}"), ("rss_mib", "memory, MiB", "{:.1f}"),
          ("latency_p50_ms", "a scrape, ms", "{:.1f}"))
LEFT, WIDTH, BAR, GAP, HEAD = 210, 760, 16, 8, 30

STYLE = """<style>
text { font: 13px sans-serif; fill: #24292f } .title { font-weight: bold } .ours { fill: #1a7f37 } .other { fill: #8c959f }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .ours { fill: #3fb950 } .other { fill: #6e7681 } }
</style>"""


def panel(results, key, title, form, top):
    most = max(result[key] for result in results) or 1
    parts = [f'<text class="title" x="0" y="{top + 14}">{html.escape(title)}</text>']
    for row, result in enumerate(results):
        y = top + HEAD + row * (BAR + GAP)
        length = max(1.5, result[key] / most * (WIDTH - LEFT - 80))
        parts.append(f'<text x="0" y="{y + 13}">{html.escape(result["name"])}</text>')
        parts.append(f'<rect class="{"ours" if row == 0 else "other"}" x="{LEFT}" y="{y}" width="{length:.1f}" height="{BAR}" rx="2"/>')
        parts.append(f'<text x="{LEFT + length + 6:.1f}" y="{y + 13}">{form.format(result[key])}</text>')
    return parts


def picture(results):
    height = HEAD + len(results) * (BAR + GAP) + 14
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height * len(PANELS)}" role="img" '
             f'aria-label="CPU, memory and scrape time of exporters side by side">', STYLE]
    for number, (key, title, form) in enumerate(PANELS):
        parts += panel(results, key, title, form, number * height)
    return "\n".join([*parts, "</svg>"]) + "\n"
