package io.grad4j.spark;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every fit is told, and how it is run. */
final class FitOptions {
    /** How the data are stored. */
    enum Format {
        PARQUET,
        CSV
    }

    @Option(names = "--data", required = true, paramLabel = "PATH", description = "file or folder of the rows")
    String data = "";

    @Option(
            names = "--format",
            defaultValue = "PARQUET",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    Format format = Format.PARQUET;

    @Option(
            names = "--malformed",
            defaultValue = "REFUSE",
            description = "what becomes of malformed rows of CSV: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    Table.Malformed malformed = Table.Malformed.REFUSE;

    @Option(names = "--iterations", defaultValue = "200", description = "at most; default ${DEFAULT-VALUE}")
    int iterations = 200;

    @Option(
            names = "--tolerance",
            defaultValue = "1e-9",
            description = "of value and gradient, relative to the value; default ${DEFAULT-VALUE}")
    double tolerance = 1e-9;

    @Option(names = "--checkpoint", paramLabel = "FOLDER", description = "where the parameters go after each iteration")
    @Nullable
    String checkpoint;

    @Option(names = "--resume", description = "goes on from the newest checkpoint, if there is one")
    boolean resume;

    /** The rows. */
    Dataset<Row> table(SparkSession spark, PrintWriter out) {
        return format == Format.CSV ? Table.csv(spark, data, malformed, out::println) : Table.parquet(spark, data);
    }

    /**
     * Minimises, with a line and a checkpoint for each iteration.
     *
     * @param job in words, for checkpoints
     * @param rows how many the objective saw at its last evaluation
     */
    Fit.Result minimise(
            SparkSession spark,
            String job,
            Objective objective,
            LongSupplier rows,
            DMatrixRMaj start,
            PrintWriter out) {
        Checkpoint saved =
                checkpoint == null ? null : new Checkpoint(spark.sparkContext().hadoopConfiguration(), checkpoint, job);
        Checkpoint.Saved from = new Checkpoint.Saved(0, start);
        if (resume) {
            if (saved == null) {
                throw new BadData("--resume needs --checkpoint");
            }
            from = saved.newest().orElse(from);
            out.println("resumed after iteration " + from.iteration());
        }
        Progress progress = new Progress(rows, out);
        Fit.Result result = Fit.minimise(
                objective, from.theta(), from.iteration(), new Fit.Stopping(iterations, tolerance), step -> {
                    progress.accept(step);
                    if (saved != null) {
                        saved.save(step.iteration(), step.theta());
                    }
                });
        out.println("stopped: " + result.reason());
        out.flush();
        return result;
    }

    /** One line an iteration. */
    private static final class Progress {
        private final LongSupplier rows;
        private final PrintWriter out;
        private long since = System.nanoTime();
        private int evaluations;

        Progress(LongSupplier rows, PrintWriter out) {
            this.rows = rows;
            this.out = out;
        }

        void accept(Fit.Step step) {
            double seconds = (System.nanoTime() - since) / 1e9;
            long seen = rows.getAsLong() * (step.evaluations() - evaluations);
            out.printf(
                    Locale.ROOT,
                    "iteration %4d  loss %.12g  |gradient| %.3e  evaluations %d  rows/s %.3g  seconds %.3f%n",
                    step.iteration(),
                    step.value(),
                    step.gradientNorm(),
                    step.evaluations(),
                    seen / seconds,
                    seconds);
            out.flush();
            since = System.nanoTime();
            evaluations = step.evaluations();
        }
    }
}
