package io.grad4j.notes;

import io.grad4j.notes.judging.Finding;
import io.grad4j.notes.judging.NoteChecker;
import io.grad4j.notes.judging.Report;
import io.grad4j.notes.judging.Settings;
import io.grad4j.notes.syntax.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command line. */
public final class Notes {
    private Notes() {}

    /** Checks notes. */
    public static void main(String[] args) throws IOException {
        for (String arg : args) {
            Report r = NoteChecker.check(arg, Files.readString(Path.of(arg)), Settings.usual());
            r.bindings().forEach(System.out::println);
            for (Finding f : r.findings()) {
                System.out.println(f.line() + " " + f.verdict() + " " + Plain.of(f.source()) + "\n      " + f.detail()
                        + f.readings() + f.suggestion() + f.witness() + f.repair());
            }
        }
    }
}
