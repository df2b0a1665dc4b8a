package io.grad4j.kl.batches;

import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private static final SoftmaxLoss MODEL = new SoftmaxLoss();

    /** Some rows of three features and four classes, and θ. */
    record Case(LabelledRows rows, DMatrixRMaj theta) {}

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.integers().between(1, 60).flatMap(m -> Combinators.combine(
                        entries(m * 3),
                        Arbitraries.integers().between(0, 3).array(int[].class).ofSize(m),
                        entries(12))
                .as((x, labels, theta) ->
                        new Case(new LabelledRows(DMatrixRMaj.wrap(m, 3, x), labels), DMatrixRMaj.wrap(3, 4, theta))));
    }

    private static Arbitrary<double[]> entries(int n) {
        return Arbitraries.doubles()
                .between(-2, 2)
                .ofScale(6)
                .array(double[].class)
                .ofSize(n);
    }

    @Property(tries = 100)
    void theSumOverBatchesIsTheSumOverAllRows(@ForAll("cases") Case c, @ForAll @IntRange(min = 1, max = 70) int size) {
        BatchSum whole;
        try (Tape tape = new Tape()) {
            whole = MODEL.sum(tape, c.theta, c.rows);
        }
        try (Threads threads = new Threads(2)) {
            BatchSum sum = threads.sum(MODEL, c.theta, c.rows.batchesOf(size));
            assertThat(sum.count()).isEqualTo(whole.count()).isEqualTo(c.rows.rows());
            // Relative to the sizes of the terms, which may cancel: |∇ℓ| ≤ 2·2 in each row.
            assertThat(sum.value()).isCloseTo(whole.value(), within(1e-14 * 20 * c.rows.rows()));
            for (int i = 0; i < 12; i++) {
                assertThat(sum.gradient().data[i])
                        .isCloseTo(whole.gradient().data[i], within(1e-14 * 4 * c.rows.rows()));
            }
        }
    }

    @Property(tries = 50)
    void theSumIsBitwiseTheSameForAnyNumberOfThreads(
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -1e3, max = 1e3) Double> batches) {
        DMatrixRMaj theta = DMatrixRMaj.wrap(1, 1, new double[] {1.0 / 3});
        BatchSum[] sums = IntStream.of(1, 2, 5)
                .mapToObj(n -> {
                    try (Threads threads = new Threads(n)) {
                        return threads.sum(new Multiple(), theta, batches);
                    }
                })
                .toArray(BatchSum[]::new);
        for (BatchSum sum : sums) {
            assertThat(sum.value()).isEqualTo(sums[0].value());
            assertThat(sum.gradient().data).isEqualTo(sums[0].gradient().data);
        }
    }

    /** A loss that is the batch itself times θ. */
    private record Multiple() implements BatchModel<Double> {
        @Override
        public Var loss(Var theta, Double batch) {
            return theta.scale(batch);
        }

        @Override
        public long count(Double batch) {
            return 1;
        }
    }

    @Test
    void batchesAreAddedInAnOrderOfTheirOwnWhoeverIsFirst() {
        List<Double> batches = IntStream.range(0, 1000)
                .mapToObj(i -> i % 3 == 0 ? 1e16 : i % 3 == 1 ? 1.0 : -1e16)
                .toList();
        try (Threads threads = new Threads(4)) {
            double first = threads.sum(new Multiple(), DMatrixRMaj.wrap(1, 1, new double[] {1}), batches)
                    .value();
            for (int run = 0; run < 200; run++) {
                assertThat(threads.sum(new Multiple(), DMatrixRMaj.wrap(1, 1, new double[] {1}), batches)
                                .value())
                        .isEqualTo(first);
            }
        }
    }

    @Test
    void threeBatchesByHand() {
        try (Threads threads = new Threads(2)) {
            BatchSum sum =
                    threads.sum(new Multiple(), DMatrixRMaj.wrap(1, 1, new double[] {3}), List.of(1.0, 10.0, 100.0));
            assertClose(sum.value(), 333, 0);
            assertClose(sum.gradient(), new double[] {111}, 0);
            assertThat(sum.count()).isEqualTo(3);
        }
    }

    @Test
    void noBatchIsTheZeroOfTheParametersShape() {
        try (Threads threads = new Threads(2)) {
            BatchSum sum = threads.sum(MODEL, new DMatrixRMaj(3, 4), List.of());
            assertThat(sum.value()).isZero();
            assertThat(sum.count()).isZero();
            assertThat(sum.gradient().numRows).isEqualTo(3);
            assertThat(sum.gradient().numCols).isEqualTo(4);
        }
    }

    @Test
    void aRefusedBatchIsNamedAndTheNextSumIsRight() {
        LabelledRows good = new LabelledRows(new DMatrixRMaj(1, 3), 2);
        LabelledRows bad = new LabelledRows(new DMatrixRMaj(1, 3), 4);
        try (Threads threads = new Threads(2)) {
            assertThatThrownBy(() -> threads.sum(MODEL, new DMatrixRMaj(3, 4), List.of(good, good, bad, good)))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("batches[2]")
                    .hasMessageContaining("4");
            assertClose(
                    threads.sum(MODEL, new DMatrixRMaj(3, 4), List.of(good, good))
                            .value(),
                    2 * Math.log(4),
                    1e-15);
        }
    }

    @Test
    void noThreadsAreRefused() {
        assertThatThrownBy(() -> new Threads(0))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("number: 0");
    }

    @Test
    void threadsEndWithTheirOwner() {
        Threads threads = new Threads(2);
        threads.close();
        assertThatThrownBy(() -> threads.sum(new Multiple(), new DMatrixRMaj(1, 1), List.of(1.0)))
                .isInstanceOf(RejectedExecutionException.class);
    }
}
