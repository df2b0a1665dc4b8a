package io.grad4j.tour;

import io.grad4j.tour.data.DataSets;
import io.grad4j.tour.data.MalformedData;
import io.grad4j.tour.judge.Judge;
import io.grad4j.tour.models.Trained;
import io.grad4j.tour.models.Work;
import io.grad4j.tour.notes.Note;
import io.grad4j.tour.pages.TracePage;
import io.grad4j.tour.report.HtmlReport;
import io.grad4j.tour.report.JsonReport;
import io.grad4j.tour.report.ModelsText;
import io.grad4j.tour.report.Palette;
import io.grad4j.tour.report.TextReport;
import io.grad4j.tour.report.Walk;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** The main job: walks the four notes claim by claim, trains models whose losses are divergences, and writes a report of both. */
@Command(
        name = "tour",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Judges every claim of four notes on the Kullback-Leibler divergence, trains models whose losses are such divergences,",
            "and writes a report of both."
        },
        footer = {
            "",
            "Exit status: 0 if every verdict is the expected one and every model reaches its figures, 1 if not,",
            "2 for a mistake in the options or in the data."
        })
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
            names = "--quick",
            description = "Train the small models only: no variational autoencoder, no maps of neighbours.")
    private boolean quick;

    @Option(names = "--notes", description = "Judge the notes alone: train nothing and write no report.")
    private boolean notesAlone;

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description = "Where report.html and its pictures go (default: ${DEFAULT-VALUE}).")
    private Path reportFolder = Path.of("target", "tour");

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Read digits.csv.gz, iris.csv and breast_cancer.csv from FOLDER, not the copies that ship.")
    private @Nullable Path dataFolder;

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
        // Charts are drawn into files; no display is asked for.
        System.setProperty("java.awt.headless", "true");
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
        DataSets data = notesAlone ? null : prepared();
        Walk walk = Walk.through(Note.all(), new Judge(seed, points));
        if (json != null) {
            write(walk, List.of(), json);
        }
        boolean coloured = colour == Colour.always || (colour == Colour.auto && terminal.wantsColour());
        Palette palette = coloured ? Palette.COLOURED : Palette.PLAIN;
        out.print(TextReport.of(walk, palette));
        out.flush();
        List<Trained> models = data == null ? List.of() : train(walk, data, palette);
        return statusOf(walk, models);
    }

    /** 0 if every verdict is the expected one, every gradient agrees and every model reaches its figures, else 1. */
    static int statusOf(Walk walk, List<Trained> models) {
        boolean reached = models.stream().allMatch(t -> t.outcome().held());
        return walk.isExpected() && reached ? 0 : 1;
    }

    /** The data, after it is certain that the report can be written. */
    private DataSets prepared() {
        try {
            Files.createDirectories(reportFolder);
        } catch (IOException e) {
            throw mistake("--report: cannot write to " + reportFolder + ": " + reason(e));
        }
        if (dataFolder == null) {
            return DataSets.shipped();
        }
        try {
            return DataSets.in(dataFolder);
        } catch (IOException e) {
            throw mistake("--data: cannot read " + e.getMessage() + ": " + reason(e));
        } catch (MalformedData e) {
            throw mistake("--data: " + e.getMessage());
        }
    }

    private List<Trained> train(Walk walk, DataSets data, Palette palette) {
        List<Work> works = Work.all(quick);
        ModelsText text = new ModelsText(palette, works.size());
        out.print(text.opening());
        out.flush();
        List<Trained> models;
        try {
            models = Work.train(works, data, printed(text));
        } catch (MalformedData e) {
            throw mistake("--data: " + e.getMessage());
        }
        out.print(text.closing(models));
        if (json != null) {
            write(walk, models, json);
        }
        try {
            out.println(
                    "report  " + HtmlReport.write(walk, models, reportFolder).toAbsolutePath());
        } catch (IOException e) {
            throw mistake("--report: cannot write to " + reportFolder + ": " + reason(e));
        }
        return models;
    }

    /** Prints each model when it is trained, and what is under way when that takes long. */
    private Work.Listener printed(ModelsText text) {
        return new Work.Listener() {
            @Override
            public void done(Trained trained) {
                out.print(text.of(trained));
                out.flush();
            }

            @Override
            public void waiting(List<Work> works, Duration elapsed) {
                out.print(text.of(works, elapsed));
                out.flush();
            }
        };
    }

    private void write(Walk walk, List<Trained> models, Path file) {
        try {
            JsonReport.write(walk, models, file);
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
