package io.grad4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.batches.BatchModel;
import io.grad4j.kl.batches.BatchSum;
import io.grad4j.kl.batches.LabelledRows;
import io.grad4j.kl.batches.SoftmaxLoss;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSumTest {
    private static final LabelledRows ROWS = Shared.labelled(1, 5000, 6, 4);
    private static final DMatrixRMaj THETA = Shared.matrix(2, 6, 4);

    /** 40 partitions have inner nodes in the tree; 80 are more than there are batches. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 40, 80})
    void theGradientOfTheClusterIsThatOfOneThread(int partitions) {
        BatchSum one;
        try (Tape tape = new Tape()) {
            one = new SoftmaxLoss().sum(tape, THETA, ROWS);
        }
        BatchSum cluster =
                new ClusterSum<>(Shared.distributed(ROWS.batchesOf(100), partitions), new SoftmaxLoss()).at(THETA);
        assertThat(cluster.count()).isEqualTo(5000);
        assertThat(Math.abs(cluster.value() / one.value() - 1)).isLessThan(1e-12);
        assertThat(relative(cluster.gradient(), one.gradient())).isLessThan(1e-12);
    }

    private static double relative(DMatrixRMaj a, DMatrixRMaj b) {
        double error = 0;
        double size = 0;
        for (int i = 0; i < b.getNumElements(); i++) {
            error = Math.max(error, Math.abs(a.data[i] - b.data[i]));
            size = Math.max(size, Math.abs(b.data[i]));
        }
        return error / size;
    }

    /** Softmax regression whose task of partition 1 fails at its first attempt. */
    private record Failing(String run) implements BatchModel<LabelledRows> {
        private static final Map<String, Integer> FAILURES = new ConcurrentHashMap<>();

        @Override
        public Var loss(Var theta, LabelledRows batch) {
            TaskContext task = TaskContext.get();
            if (task.partitionId() == 1 && task.attemptNumber() == 0) {
                FAILURES.merge(run, 1, Integer::sum);
                throw new IllegalStateException("injected");
            }
            return new SoftmaxLoss().loss(theta, batch);
        }

        @Override
        public long count(LabelledRows batch) {
            return batch.rows();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 40})
    void aTaskThatFailedIsTriedAgainAndTheSumIsBitwiseTheSame(int partitions) {
        var batches = Shared.distributed(ROWS.batchesOf(100), partitions);
        BatchSum calm = new ClusterSum<>(batches, new SoftmaxLoss()).at(THETA);
        BatchSum failed = new ClusterSum<>(batches, new Failing("run" + partitions)).at(THETA);
        assertThat(Failing.FAILURES).containsEntry("run" + partitions, 1);
        assertThat(failed.value()).isEqualTo(calm.value());
        assertThat(failed.gradient().data).isEqualTo(calm.gradient().data);
        assertThat(failed.count()).isEqualTo(calm.count());
    }

    @Test
    void aRefusedBatchIsNamedWithItsPartition() {
        LabelledRows bad = new LabelledRows(new DMatrixRMaj(1, 6), 4);
        var batches = Shared.distributed(List.of(ROWS, ROWS, ROWS, bad), 2);
        assertThatThrownBy(() -> new ClusterSum<>(batches, new SoftmaxLoss()).at(THETA))
                .satisfies(e -> assertThat(BadData.behind(e))
                        .isInstanceOf(BadData.class)
                        .hasMessageContaining("partition 1, batch 1: ")
                        .hasMessageContaining("4"));
    }
}
