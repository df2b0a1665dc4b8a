package io.grad4j.tour;

import io.grad4j.tour.judge.Judge;
import io.grad4j.tour.notes.Note;
import io.grad4j.tour.pages.TracePage;
import io.grad4j.tour.report.JsonReport;
import io.grad4j.tour.report.Palette;
import io.grad4j.tour.report.TextReport;
import io.grad4j.tour.report.Walk;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
import picocli.CommandLine.Spec;

/** The main job: walks the four notes claim by claim. */
@Command(
        name = "tour",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Judges every claim of four notes on the Kullback-Leibler divergence.",
        footer = {"", "Exit status: 0 if every verdict is the expected one, 1 if not, 2 for a mistake in the options."})
public final class Tour implements Callable<Integer> {
    private static final int MOST_POINTS = 100_000;

    private final Terminal terminal;
    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the random points (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--points",
            paramLabel = "N",
            description = "Points of each claim in each dimension n = 1, 2, 3, 5 (default: ${DEFAULT-VALUE}).")
    private int points = 50;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the findings to FILE as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto, always or never; auto is a terminal without NO_COLOR (default: ${DEFAULT-VALUE}).")
    private Colour colour = Colour.auto;

    @Option(
            names = "--pages",
            paramLabel = "FOLDER",
            arity = "0..1",
            fallbackValue = "target/pages",
            description = {
                "Instead of judging, write pages that step through softmax-q, log-sum-exp, a two-layer network and the Gaussian KL",
                "to FOLDER (default: ${FALLBACK-VALUE}); open one in a browser, no network is needed."
            })
    private @Nullable Path pages;

    /** When to colour; named as on the command line. */
    enum Colour {
        auto,
        always,
        never
    }

    private Tour(Terminal terminal, PrintStream out) {
        this.terminal = terminal;
        this.out = out;
    }

    /** Runs the tour; the JVM, which may be Maven's, exits by itself unless the status is not 0. */
    public static void main(String[] args) {
        // UTF-8 whatever the platform's encoding is.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int status = run(Terminal.ofThisProcess(), out, err, args);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Runs the tour and gives its exit status. */
    static int run(Terminal terminal, PrintStream out, PrintStream err, String... args) {
        CommandLine command = new CommandLine(new Tour(terminal, out));
        command.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        command.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        command.setParameterExceptionHandler((mistake, given) -> {
            mistake.getCommandLine().getErr().println("tour: " + mistake.getMessage() + " (see --help)");
            return CommandLine.ExitCode.USAGE;
        });
        return command.execute(args);
    }

    @Override
    public Integer call() {
        if (points < 1 || points > MOST_POINTS) {
            throw mistake("--points: " + points + " is not between 1 and " + MOST_POINTS);
        }
        if (pages != null) {
            writePages(pages).forEach(out::println);
            return CommandLine.ExitCode.OK;
        }
        Walk walk = Walk.through(Note.all(), new Judge(seed, points));
        if (json != null) {
            write(walk, json);
        }
        boolean coloured = colour == Colour.always || (colour == Colour.auto && terminal.wantsColour());
        out.print(TextReport.of(walk, coloured ? Palette.COLOURED : Palette.PLAIN));
        out.flush();
        return statusOf(walk);
    }

    /** 0 if every verdict is the expected one and every gradient agrees, else 1. */
    static int statusOf(Walk walk) {
        return walk.isExpected() ? 0 : 1;
    }

    private void write(Walk walk, Path file) {
        try {
            JsonReport.write(walk, file);
        } catch (IOException e) {
            throw mistake("--json: cannot write " + file + ": " + reason(e));
        }
    }

    private List<Path> writePages(Path folder) {
        try {
            return TracePage.writeAll(folder);
        } catch (IOException e) {
            throw mistake("--pages: cannot write to " + folder + ": " + reason(e));
        }
    }

    private static String reason(IOException e) {
        String name = e.getClass().getSimpleName();
        return name.equals("IOException") ? String.valueOf(e.getMessage()) : name.replace("Exception", "");
    }

    private ParameterException mistake(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
