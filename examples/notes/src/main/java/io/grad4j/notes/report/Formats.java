package io.grad4j.notes.report;

import io.grad4j.notes.judging.Report;
import java.util.List;

/** The forms of a report, named as on the command line. */
public enum Formats {
    text {
        @Override
        public String of(List<Report> reports, boolean readings) {
            return TextReport.of(reports, readings);
        }
    },
    json {
        @Override
        public String of(List<Report> reports, boolean readings) {
            return JsonReport.of(reports);
        }
    },
    sarif {
        @Override
        public String of(List<Report> reports, boolean readings) {
            return SarifReport.of(reports);
        }
    },
    github {
        @Override
        public String of(List<Report> reports, boolean readings) {
            return GithubReport.of(reports);
        }
    },
    html {
        @Override
        public String of(List<Report> reports, boolean readings) {
            return HtmlReport.of(reports, readings);
        }
    };

    /**
     * The report, with a line break at its end.
     *
     * @param readings whether to show how names and formulas were read
     */
    public abstract String of(List<Report> reports, boolean readings);
}
