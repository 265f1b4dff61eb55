// SPDX-License-Identifier: Apache-2.0
#include "expose/text_writer.hpp"

#include "base/escape.hpp"
#include "expose/number.hpp"

namespace exporter::expose {

namespace {

std::string header_of(std::string_view name, std::string_view help, std::string_view type) {
  std::string out;
  out.append("# HELP ").append(name).append(" ").append(help).append("\n");
  out.append("# TYPE ").append(name).append(" ").append(type).append("\n");
  return out;
}

std::string_view type_name(model::Type type) { return type == model::Type::counter ? "counter" : "gauge"; }

// Help is escaped but for quotes: a backslash or a line feed would break the page.
std::string escape_help(std::string_view help) {
  std::string out;
  for (const char letter : help) {
    if (letter == '\\') {
      out += "\\\\";
    } else if (letter == '\n') {
      out += "\\n";
    } else {
      out += letter;
    }
  }
  return out;
}

void append_labels(const std::vector<prometheus::ClientMetric::Label>& labels, std::string& out) {
  bool first = true;
  for (const auto& label : labels) {
    if (label.value.empty()) continue;
    out += first ? '{' : ',';
    out.append(label.name).append("=\"").append(base::escape_label(label.value)).append("\"");
    first = false;
  }
  if (!first) out += '}';
}

}  // namespace

SubjectWriter::SubjectWriter(const model::Layout& layout)
    : columns_(layout.columns.begin(), layout.columns.end()) {
  std::string_view name;
  for (const auto& series : layout.series) {
    const auto& metric = *series.metric;
    if (metric.name != name)
      families_.push_back({header_of(metric.name, metric.help, type_name(metric.type)), {}});
    name = metric.name;
    std::string closing(metric.labels);
    closing += "} ";
    families_.back().lines.push_back({std::string(metric.name) + "{", std::move(closing),
                                      static_cast<std::size_t>(metric.per), series.column, metric.decimals});
  }
}

void SubjectWriter::write(const std::vector<const model::Subject*>& subjects, std::string& out) const {
  for (const auto& family : families_) {
    const std::size_t before = out.size();
    out += family.header;
    const std::size_t headed = out.size();
    for (const auto* subject : subjects) {
      for (const auto& line : family.lines) write_line(line, *subject, out);
    }
    if (out.size() == headed) out.resize(before);
  }
}

void SubjectWriter::write_line(const Line& line, const model::Subject& subject, std::string& out) const {
  const auto& sheet = subject.sheets[line.dimension];
  for (std::size_t record = 0; record < sheet.labels.size(); ++record) {
    const auto& value = sheet.values[record * columns_[line.dimension] + line.column];
    if (!value.present) continue;
    out += line.opening;
    out += subject.labels;
    bool comma = !subject.labels.empty();
    if (const auto& label = sheet.labels[record]; !label.empty()) {
      if (comma) out += ',';
      out += label;
      comma = true;
    }
    if (comma && line.closing.front() != '}') out += ',';
    out += line.closing;
    append_decimal(out, value.number, line.decimals);
    out += '\n';
  }
}

void write_families(const std::vector<prometheus::MetricFamily>& families, std::string& out) {
  for (const auto& family : families) {
    const bool is_counter = family.type == prometheus::MetricType::Counter;
    if (family.metric.empty()) continue;
    out += header_of(family.name, escape_help(family.help), is_counter ? "counter" : "gauge");
    for (const auto& metric : family.metric) {
      out += family.name;
      append_labels(metric.label, out);
      out += ' ';
      append_double(out, is_counter ? metric.counter.value : metric.gauge.value);
      out += '\n';
    }
  }
}

}  // namespace exporter::expose
