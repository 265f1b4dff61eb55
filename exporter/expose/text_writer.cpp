// SPDX-License-Identifier: Apache-2.0
#include "expose/text_writer.hpp"

#include "base/number.hpp"

namespace exporter::expose {

namespace {

// name{labels of the subject, of the record, of the line} and a blank
void append_series(const std::string& opening, const std::string& subject, const std::string& record,
                   const std::string& closing, std::string& out) {
  out += opening;
  out += subject;
  bool comma = !subject.empty();
  if (!record.empty()) {
    if (comma) out += ',';
    out += record;
    comma = true;
  }
  if (comma && closing.front() != '}') out += ',';
  out += closing;
}

}  // namespace

SubjectWriter::SubjectWriter(const model::Layout& layout)
    : columns_(layout.columns.begin(), layout.columns.end()) {
  std::string_view name;
  for (const auto& series : layout.series) {
    const auto& metric = *series.metric;
    if (metric.name != name) {
      families_.push_back({{header(Format::text, metric.name, metric.help, metric.type),
                            header(Format::openmetrics, metric.name, metric.help, metric.type)},
                           {}});
    }
    name = metric.name;
    std::string created = created_name(metric.name, metric.type);
    if (!created.empty()) created += '{';
    families_.back().lines.push_back({std::string(metric.name) + "{", std::move(created),
                                      std::string(metric.labels) + "} ", static_cast<std::size_t>(metric.per),
                                      series.column, metric.decimals, metric.group, metric.all_labels});
  }
}

void SubjectWriter::write(const std::vector<const model::Subject*>& subjects, std::string& out,
                          const View& view) const {
  for (const auto& family : families_) {
    const std::size_t before = out.size();
    out += family.headers[static_cast<std::size_t>(view.format)];
    const std::size_t headed = out.size();
    for (const auto* subject : subjects) {
      for (const auto& line : family.lines) {
        if (view.groups.has(line.group)) write_line(line, *subject, view, out);
      }
    }
    if (out.size() == headed) out.resize(before);
  }
}

void SubjectWriter::write_line(const Line& line, const model::Subject& subject, const View& view,
                               std::string& out) const {
  constexpr int created_decimals = 9;
  const bool created =
      view.created && view.format == Format::openmetrics && !line.created.empty() && subject.created_ns > 0;
  const auto& labels = line.all_labels ? subject.all_labels : subject.labels;
  const auto& sheet = subject.sheets[line.dimension];
  for (std::size_t record = 0; record < sheet.labels.size(); ++record) {
    const auto& value = sheet.values[record * columns_[line.dimension] + line.column];
    if (!value.present) continue;
    append_series(line.opening, labels, sheet.labels[record], line.closing, out);
    base::append_decimal(out, value.number, line.decimals);
    out += '\n';
    if (!created) continue;
    append_series(line.created, labels, sheet.labels[record], line.closing, out);
    base::append_decimal(out, subject.created_ns, created_decimals);
    out += '\n';
  }
}

OwnWriter::OwnWriter(const std::deque<model::OwnFamily>& families) {
  for (const auto& family : families) {
    headers_.push_back({header(Format::text, family.name, family.help, family.type),
                        header(Format::openmetrics, family.name, family.help, family.type)});
  }
}

void OwnWriter::write(const std::deque<model::OwnFamily>& families, std::string& out, Format format) const {
  for (std::size_t i = 0; i < families.size(); ++i) {
    const auto& family = families[i];
    if (!family.series.empty()) out += headers_[i][static_cast<std::size_t>(format)];
    for (const auto& series : family.series) {
      out += family.name;
      if (!series.labels.empty()) out.append("{").append(series.labels).append("}");
      out += ' ';
      base::append_double(out, series.value);
      out += '\n';
    }
  }
}

}  // namespace exporter::expose
