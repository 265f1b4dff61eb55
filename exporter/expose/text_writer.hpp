// SPDX-License-Identifier: Apache-2.0
// Snapshot to text, in either format (expose/format). The page is written, not modelled: from slots straight
// to bytes; what does not change from scrape to scrape was written at start.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "expose/view.hpp"
#include "model/own_family.hpp"
#include "model/snapshot.hpp"

namespace exporter::expose {

// The container or machine families of a layout. A family without a sample is not written.
class SubjectWriter {
 public:
  explicit SubjectWriter(const model::Layout& layout);

  // view.name is the caller's to heed: see expose::named.
  void write(const std::vector<const model::Subject*>& subjects, std::string& out,
             const View& view = {}) const;

 private:
  struct Line {
    std::string opening;  // name{
    std::string created;  // the same of the sample that says since when it counts; empty where there is none
    std::string
        closing;  // ,cpu="total"}  with the constant labels; without a comma where nothing is before it
    std::size_t dimension = 0;
    std::size_t column = 0;
    int decimals = 0;
    model::Group group = model::Group::always;
    bool all_labels = false;
  };
  struct Family {
    std::array<std::string, formats> headers;
    std::vector<Line> lines;
  };
  void write_line(const Line& line, const model::Subject& subject, const View& view, std::string& out) const;

  std::vector<Family> families_;
  std::vector<std::size_t> columns_;  // per dimension
};

// The exporter's own instrumentation.
class OwnWriter {
 public:
  // `families`: those that write() will be given, in that order. Their series and values may change.
  explicit OwnWriter(const std::deque<model::OwnFamily>& families);
  void write(const std::deque<model::OwnFamily>& families, std::string& out,
             Format format = Format::text) const;

 private:
  std::vector<std::array<std::string, formats>> headers_;
};

}  // namespace exporter::expose
