package io.grad4j.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command line: makes data, fits models to data, prints figures.
 *
 * <p>Here by the script {@code examples/spark/run}; on a cluster, of which each machine needs Spark alone, by
 *
 * <pre>{@code
 * spark-submit --master spark://HOST:7077 --class io.grad4j.spark.Jobs \
 *     --driver-java-options "--add-modules=jdk.incubator.vector" \
 *     --conf spark.executor.extraJavaOptions="--add-modules=jdk.incubator.vector" \
 *     examples/spark/target/grad4j-spark.jar softmax --data hdfs:///rows --classes 10 --checkpoint hdfs:///checkpoints
 * }</pre>
 *
 * <p>Spark adds what else its JVMs must open by itself.
 */
@Command(
        name = "grad4j-spark",
        description = "Fits models to rows on many machines: gradients by the tape, sums by Spark.",
        mixinStandardHelpOptions = true)
public final class Jobs {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Jobs() {}

    /** Runs what the arguments say; the exit code is 0, 1 for data or a computation that failed, 2 for arguments not understood. */
    public static void main(String[] args) {
        System.exit(run(
                new PrintWriter(new OutputStreamWriter(System.out, UTF_8), true),
                new PrintWriter(new OutputStreamWriter(System.err, UTF_8), true),
                args));
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Jobs())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    Throwable known = BadData.behind(failure);
                    if (!(known instanceof BadData)) {
                        throw failure;
                    }
                    command.getErr().println("error: " + known.getMessage());
                    return 1;
                })
                .execute(args);
    }

    @Command(name = "generate", description = "writes rows drawn from a known model", mixinStandardHelpOptions = true)
    int generate(
            @Option(names = "--model", required = true, description = "${COMPLETION-CANDIDATES}") Model model,
            @Option(names = "--out", required = true, paramLabel = "PATH") String out,
            @Option(names = "--format", defaultValue = "PARQUET") FitOptions.Format format,
            @Option(names = "--rows", required = true) long rows,
            @Option(names = "--partitions", defaultValue = "8") int partitions,
            @Option(names = "--seed", defaultValue = "1") long seed,
            @Option(names = "--width", required = true, description = "features, points or dimensions") int width,
            @Option(names = "--classes", defaultValue = "3", description = "classes or components") int classes) {
        return inSession(spark -> {
            Generator.Amount amount = new Generator.Amount(rows, partitions, seed);
            write(model.rows(spark, amount, width, classes), out, format);
            return 0;
        });
    }

    /** What rows are drawn from. */
    enum Model {
        SOFTMAX,
        FAMILY,
        MIXTURE;

        /** So many features, points or dimensions, and classes or components. */
        Dataset<Row> rows(SparkSession spark, Generator.Amount amount, int width, int classes) {
            return switch (this) {
                case SOFTMAX -> Generator.softmax(spark, amount, width, classes);
                case FAMILY -> Generator.points(spark, amount, width);
                case MIXTURE -> Generator.mixture(spark, amount, width, classes);
            };
        }
    }

    static void write(Dataset<Row> table, String path, FitOptions.Format format) {
        switch (format) {
            case PARQUET -> table.write().mode(SaveMode.ErrorIfExists).parquet(path);
            case CSV ->
                table.write()
                        .mode(SaveMode.ErrorIfExists)
                        .option("header", "true")
                        .csv(path);
        }
    }

    @Command(name = "softmax", description = "softmax regression", mixinStandardHelpOptions = true)
    int softmax(
            @Mixin FitOptions options,
            @Option(names = "--label", defaultValue = "label", description = "column of the class") String label,
            @Option(names = "--classes", required = true) int classes,
            @Option(names = "--ridge", defaultValue = "0", description = "λ of ½λ‖W‖²") double ridge) {
        return inSession(spark -> {
            print(new Softmax(label, classes, ridge).fit(spark, options, out()));
            return 0;
        });
    }

    @Command(
            name = "family",
            description = "an exponential family of polynomials on points 0 to N-1",
            mixinStandardHelpOptions = true)
    int family(
            @Mixin FitOptions options,
            @Option(names = "--column", defaultValue = "point", description = "column of the point") String column,
            @Option(names = "--points", required = true, description = "N") int points,
            @Option(names = "--degree", defaultValue = "2") int degree) {
        return inSession(spark -> {
            print(new Family(column, points, degree).fit(spark, options, out()));
            return 0;
        });
    }

    @Command(name = "mixture", description = "a mixture of Gaussians over all columns", mixinStandardHelpOptions = true)
    int mixture(@Mixin FitOptions options, @Option(names = "--components", required = true) int components) {
        return inSession(spark -> {
            print(new Mixture(components).fit(spark, options, out()));
            return 0;
        });
    }

    @Command(
            name = "figures",
            description = "times sums and fits here, counts the bytes they move, and reckons what a cluster would take",
            mixinStandardHelpOptions = true)
    int figures(
            @Option(names = "--rows", defaultValue = "400000", description = "default ${DEFAULT-VALUE}") int rows,
            @Option(names = "--width", defaultValue = "99", description = "features; default ${DEFAULT-VALUE}")
                    int width,
            @Option(names = "--classes", defaultValue = "10", description = "default ${DEFAULT-VALUE}") int classes,
            @Option(names = "--partitions", defaultValue = "8", description = "default ${DEFAULT-VALUE}")
                    int partitions) {
        return inSession(spark -> {
            new Figures(spark, new Figures.Size(rows, width, classes, partitions), out()).print();
            return 0;
        });
    }

    private void print(Fit.Result result) {
        out().println(result.last().theta());
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static int inSession(SessionTask task) {
        SparkSession spark = Sessions.open();
        try {
            return task.run(spark);
        } finally {
            spark.stop();
        }
    }

    private interface SessionTask {
        int run(SparkSession spark);
    }
}
