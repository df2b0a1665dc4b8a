package io.grad4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.Shape;
import io.grad4j.kl.batches.BatchSum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OrderedSumTest {
    private static final Shape SHAPE = new Shape(2, 1);

    /** Terms of which any other order of addition gives another result. */
    private static BatchSum ofPartition(int i) {
        return new BatchSum(Math.sin(i), Shared.matrix(i, 2, 1), i);
    }

    private static OrderedSum leaf(int partitions, int i) {
        return OrderedSum.of(partitions).with(i, ofPartition(i));
    }

    @Property(tries = 200)
    void theSumIsBitwiseTheSameInWhateverOrderPartitionsArriveAndMeet(
            @ForAll @IntRange(min = 1, max = 60) int partitions, @ForAll Random random) {
        OrderedSum inOrder = OrderedSum.of(partitions);
        List<OrderedSum> nodes = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            inOrder = inOrder.with(i, ofPartition(i));
            nodes.add(leaf(partitions, i));
        }
        while (nodes.size() > 1) {
            Collections.shuffle(nodes, random);
            OrderedSum last = nodes.remove(nodes.size() - 1);
            nodes.set(0, random.nextBoolean() ? nodes.get(0).plus(last) : last.plus(nodes.get(0)));
        }
        BatchSum expected = inOrder.total(SHAPE);
        BatchSum met = nodes.get(0).total(SHAPE);
        assertThat(met.value()).isEqualTo(expected.value());
        assertThat(met.gradient().data).isEqualTo(expected.gradient().data);
        assertThat(met.count()).isEqualTo(partitions * (partitions - 1L) / 2);
    }

    @Test
    void theOrderWouldMatterIfTheyWereAddedAsTheyCome() {
        double up = IntStream.range(0, 60)
                .mapToObj(OrderedSumTest::ofPartition)
                .reduce(BatchSum::plus)
                .orElseThrow()
                .value();
        double down = IntStream.range(0, 60)
                .mapToObj(i -> ofPartition(59 - i))
                .reduce(BatchSum::plus)
                .orElseThrow()
                .value();
        assertThat(up).isNotEqualTo(down);
    }

    @Test
    void aGroupOfTheTreeTravelsAsOneMatrix() {
        OrderedSum group = OrderedSum.of(100);
        for (int i = 7; i < 100; i += 10) {
            group = group.plus(leaf(100, i));
            assertThat(group.held()).isEqualTo(i < 97 ? i / 10 + 1 : 1);
        }
    }

    @Test
    void addingChangesNeitherTerm() {
        OrderedSum a = leaf(2, 0);
        OrderedSum b = leaf(2, 1);
        a.plus(b);
        assertThat(a.held()).isEqualTo(1);
        assertThatThrownBy(() -> a.total(SHAPE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMissingPartitionIsNoticed() {
        assertThatThrownBy(() -> leaf(3, 0).plus(leaf(3, 2)).total(SHAPE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("of 3 partitions some never arrived");
    }

    @Test
    void noPartitionsAreZero() {
        assertThat(OrderedSum.of(0).total(SHAPE).count()).isZero();
    }
}
