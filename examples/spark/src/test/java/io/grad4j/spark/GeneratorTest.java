package io.grad4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratorTest {
    @ParameterizedTest
    @EnumSource
    void rowsDependOnSeedAndNumberAloneAndNotOnPartitions(Jobs.Model model) {
        Function<Generator.Amount, Dataset<Row>> made = amount -> model.rows(Shared.spark(), amount, 3, 4);
        List<Row> rows = made.apply(new Generator.Amount(50, 1, 9)).collectAsList();
        assertThat(rows).hasSize(50);
        assertThat(made.apply(new Generator.Amount(50, 7, 9)).collectAsList()).isEqualTo(rows);
        assertThat(made.apply(new Generator.Amount(60, 7, 9)).collectAsList().subList(0, 50))
                .isEqualTo(rows);
        assertThat(made.apply(new Generator.Amount(50, 1, 10)).collectAsList()).isNotEqualTo(rows);
    }
}
