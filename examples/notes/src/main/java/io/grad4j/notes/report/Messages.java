package io.grad4j.notes.report;

import io.grad4j.notes.judging.Finding;
import io.grad4j.notes.judging.Verdict;

/** One finding in one sentence, for tools that show one message a place. */
final class Messages {
    private Messages() {}

    static boolean isShown(Finding f) {
        return f.verdict() != Verdict.RIGHT && !(f.verdict() == Verdict.WRONG && f.expected());
    }

    static String of(Finding f) {
        StringBuilder text = new StringBuilder(f.detail());
        f.witness().ifPresent(w -> text.append("; ")
                .append(w.names().isEmpty() ? "" : "at " + String.join(", ", w.names()) + ": ")
                .append("claimed ")
                .append(w.claimed())
                .append(" but ")
                .append(w.expected()));
        f.repair().ifPresent(r -> text.append("; suggestion: ").append(r));
        if (!f.suggestion().isEmpty()) {
            text.append("; add ").append(f.suggestion());
        }
        return text.toString();
    }
}
