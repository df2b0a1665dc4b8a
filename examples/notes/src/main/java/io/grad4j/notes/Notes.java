package io.grad4j.notes;

import io.grad4j.notes.judging.NoteChecker;
import io.grad4j.notes.judging.Report;
import io.grad4j.notes.judging.Settings;
import io.grad4j.notes.judging.Verdict;
import io.grad4j.notes.report.Formats;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line: reads notes and checks every claimed derivative, identity and step. */
@Command(
        name = "grad4j-notes",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Checks the derivations of LaTeX and Markdown notes at random points and names the wrong lines.",
        footer = {
            "",
            "Comments in a note say what it does not: <!-- verify: let \\bar q(d) = exp(theta·phi_q(d)) -->, in LaTeX",
            "%% verify: assume p > 0. There are let NAME = FORMULA, let NAME be KIND, let NAME ∼ N(mu, Sigma),",
            "assume NAME > 0, skip and expect wrong. Kinds: real, positive, probability, vector, matrix, symmetric, spd,",
            "distribution, function, vector function, dimension.",
            "",
            "Exit status: 0 if all checked claims are right, 1 if one is wrong, 2 for a mistake in the options or files,",
            "3 with --strict if something was not checked."
        })
public final class Notes implements Callable<Integer> {
    private static final int MOST_POINTS = 100_000;
    private static final int HIGHEST_DIMENSION = 6;
    private static final List<String> DEMO = List.of("divergence.md", "score.md", "gaussian.md", "loss.md");

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NOTE", description = "Files to check, LaTeX or Markdown.")
    private List<Path> files = List.of();

    @Option(names = "--points", paramLabel = "N", description = "Points of each claim (default: ${DEFAULT-VALUE}).")
    private int points = 200;

    @Option(names = "--n", paramLabel = "N", split = ",", description = "Dimensions (default: 1,2,3).")
    private List<Integer> dimensions = List.of(1, 2, 3);

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the points (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--strict", description = "Exit with 3 if something was not checked or not decided.")
    private boolean strict;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Formats format = Formats.text;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the report to FILE.")
    private @Nullable Path to;

    @Option(names = "--show-reading", description = "Show how names and formulas were read.")
    private boolean readings;

    @Option(names = "--demo", description = "Check the bundled notes.")
    private boolean demo;

    private Notes(PrintStream out) {
        this.out = out;
    }

    /** Checks notes and exits with the status. */
    public static void main(String[] args) {
        // UTF-8 whatever the platform's encoding is.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Checks notes and gives the exit status. */
    static int run(PrintStream out, PrintStream err, String... args) {
        CommandLine command = new CommandLine(new Notes(out));
        command.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        command.setUsageHelpWidth(110);
        command.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        command.setParameterExceptionHandler((mistake, given) -> {
            mistake.getCommandLine().getErr().println("grad4j-notes: " + mistake.getMessage() + " (see --help)");
            return CommandLine.ExitCode.USAGE;
        });
        return command.execute(args);
    }

    @Override
    public Integer call() {
        requireSettings();
        Settings settings = new Settings(points, dimensions, seed);
        List<Report> reports = new ArrayList<>();
        for (Path file : files) {
            reports.add(NoteChecker.check(file.toString(), read(file), settings));
        }
        if (demo) {
            DEMO.forEach(name -> reports.add(NoteChecker.check(name, bundled(name), settings)));
        }
        write(format.of(reports, readings));
        return status(reports);
    }

    private void requireSettings() {
        if (files.isEmpty() && !demo) {
            throw mistake("no note is given");
        }
        if (points < 1 || points > MOST_POINTS) {
            throw mistake("--points: " + points + " is not between 1 and " + MOST_POINTS);
        }
        for (int n : dimensions) {
            if (n < 1 || n > HIGHEST_DIMENSION) {
                throw mistake("--n: " + n + " is not between 1 and " + HIGHEST_DIMENSION);
            }
        }
    }

    private int status(List<Report> reports) {
        if (reports.stream().anyMatch(report -> report.unexpected() > 0)) {
            return 1;
        }
        boolean open = reports.stream()
                .anyMatch(report -> report.count(Verdict.NOT_CHECKED) + report.count(Verdict.INCONCLUSIVE) > 0);
        return strict && open ? 3 : 0;
    }

    private String read(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw mistake(file + " is not UTF-8 text");
        } catch (NoSuchFileException e) {
            throw mistake("there is no " + file);
        } catch (IOException e) {
            throw mistake("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static String bundled(String name) {
        try (InputStream in = Objects.requireNonNull(Notes.class.getResourceAsStream("demo/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the bundled " + name, e);
        }
    }

    private void write(String report) {
        if (to == null) {
            out.print(report);
            out.flush();
            return;
        }
        try {
            Files.writeString(to, report);
        } catch (IOException e) {
            throw mistake("--out: cannot write " + to + ": " + e.getMessage());
        }
    }

    private ParameterException mistake(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
