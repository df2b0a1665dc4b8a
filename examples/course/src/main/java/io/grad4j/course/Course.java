package io.grad4j.course;

import io.grad4j.autodiff.check.CheckReport;
import io.grad4j.autodiff.check.Verdict;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Judges the answers that stand in {@link Answers}. */
public final class Course {
    private Course() {}

    /** Prints a verdict for each exercise, with the counterexample where an answer is not right. */
    public static void main(String[] args) {
        judge(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    static void judge(PrintStream out) {
        for (Exercise exercise : Exercise.values()) {
            String name = "lesson " + exercise.lesson() + "  " + exercise.method();
            if (!exercise.isAnswered()) {
                out.println("· " + name + ": not answered yet");
                continue;
            }
            CheckReport report = exercise.judge(exercise.answer());
            boolean right = report.verdict() == Verdict.RIGHT;
            out.println((right ? "✓ " : "✗ ") + name + ": " + report.verdict());
            if (!right) {
                out.println(report);
            }
        }
    }
}
