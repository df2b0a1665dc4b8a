package io.grad4j.spark;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns of numbers, read by Spark's own readers. */
final class Table {
    /** Where Spark's CSV reader puts the text of a row that it cannot read. */
    private static final String CORRUPT = "_corrupt_record";

    private Table() {}

    /** What becomes of a malformed row of CSV, after it was reported. */
    enum Malformed {
        REFUSE,
        SKIP
    }

    /**
     * The columns of a Parquet data set as doubles.
     *
     * @throws BadData if a column is not numeric
     */
    static Dataset<Row> parquet(SparkSession spark, String path) {
        Dataset<Row> stored = spark.read().parquet(path);
        for (StructField field : stored.schema().fields()) {
            if (!(field.dataType() instanceof NumericType)) {
                throw new BadData(path + ": column " + field.name() + " is of type "
                        + field.dataType().simpleString() + ", not a number");
            }
        }
        return stored.select(Arrays.stream(stored.columns())
                .map(name -> quoted(name).cast(DataTypes.DoubleType).as(name))
                .toArray(Column[]::new));
    }

    /**
     * The columns of CSV files with a header, as doubles; a row that does not hold one number for each is malformed.
     *
     * @param report told of malformed rows
     * @throws BadData if there are malformed rows and they are to be refused
     */
    static Dataset<Row> csv(
            SparkSession spark, String path, Malformed malformed, java.util.function.Consumer<String> report) {
        String[] names = spark.read().option("header", "true").csv(path).columns();
        StructType schema = new StructType();
        for (String name : names) {
            schema = schema.add(name, DataTypes.DoubleType);
        }
        schema = schema.add(CORRUPT, DataTypes.StringType);
        Dataset<Row> rows = spark.read()
                .schema(schema)
                .options(MalformedRows.options(CORRUPT))
                .option("header", "true")
                .option("enforceSchema", "false")
                .csv(path);
        Column bad = bad(List.of(names), "");
        long count = rows.filter(bad).count();
        if (count > 0) {
            List<String> lines = new MalformedRows(spark, path, schema, CORRUPT).describe(bad(List.of(names), "row."));
            String message = count + " malformed rows in " + path + ":" + String.join("", lines);
            if (malformed == Malformed.REFUSE) {
                throw new BadData(message);
            }
            report.accept("skipped " + message);
        }
        return rows.filter(org.apache.spark.sql.functions.not(bad)).drop(CORRUPT);
    }

    /** Whether a row has text that is no number, too many cells or too few, or none where a number should be. */
    private static Column bad(List<String> names, String prefix) {
        Column bad = col(prefix + CORRUPT).isNotNull();
        for (String name : names) {
            bad = bad.or(col(prefix + "`" + name + "`").isNull());
        }
        return bad;
    }

    private static Column quoted(String name) {
        return col("`" + name + "`");
    }
}
