package io.grad4j.spark;

import io.grad4j.autodiff.Shape;
import io.grad4j.kl.batches.BatchSum;
import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums of partitions on their way to one, added in an order that does not depend on which arrives first.
 *
 * <p>Partitions fall into groups by their number modulo the number of groups. A group is added in the order of its partitions once all of
 * them are here, and the groups are added in their order: of the same parts the sum is bitwise the same whichever task ends first, is retried or moves.
 * Spark's tree aggregation brings partitions together in just these groups, so its inner nodes send on one matrix each; were it to
 * bring them together otherwise, more would travel and the sum would be the same.
 */
final class OrderedSum implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int partitions;
    private final int groups;
    private final TreeMap<Integer, TreeMap<Integer, BatchSum>> waiting = new TreeMap<>();
    private final TreeMap<Integer, BatchSum> complete = new TreeMap<>();

    private OrderedSum(int partitions, int groups) {
        this.partitions = partitions;
        this.groups = groups;
    }

    /** Nothing yet of so many partitions, for an aggregation of depth 2. */
    static OrderedSum of(int partitions) {
        // The arithmetic of RDD.treeAggregate, which has no inner nodes where they would not pay.
        int fanIn = Math.max((int) Math.ceil(Math.sqrt(partitions)), 2);
        boolean inner = partitions > fanIn + Math.ceil((double) partitions / fanIn);
        return new OrderedSum(partitions, inner ? partitions / fanIn : 1);
    }

    /** This with the sum of one partition. */
    OrderedSum with(int partition, BatchSum sum) {
        OrderedSum result = copy();
        result.add(partition, sum);
        return result;
    }

    /** What is in either. */
    OrderedSum plus(OrderedSum other) {
        OrderedSum result = copy();
        result.complete.putAll(other.complete);
        other.waiting.values().forEach(group -> group.forEach(result::add));
        return result;
    }

    private OrderedSum copy() {
        OrderedSum copy = new OrderedSum(partitions, groups);
        copy.complete.putAll(complete);
        waiting.forEach((group, parts) -> copy.waiting.put(group, new TreeMap<>(parts)));
        return copy;
    }

    private void add(int partition, BatchSum sum) {
        int group = partition % groups;
        TreeMap<Integer, BatchSum> parts = waiting.computeIfAbsent(group, g -> new TreeMap<>());
        parts.put(partition, sum);
        if (parts.size() == sizeOf(group)) {
            complete.put(group, inOrder(parts));
            waiting.remove(group);
        }
    }

    private int sizeOf(int group) {
        return (partitions - group + groups - 1) / groups;
    }

    /** How many sums this holds, and would send. */
    int held() {
        return complete.size()
                + waiting.values().stream().mapToInt(TreeMap::size).sum();
    }

    /**
     * The sum over all partitions, zero for none.
     *
     * @throws IllegalStateException if one is missing
     */
    BatchSum total(Shape shape) {
        if (partitions == 0) {
            return BatchSum.zero(shape);
        }
        if (complete.size() != Math.min(groups, partitions)) {
            throw new IllegalStateException(
                    "of " + partitions + " partitions some never arrived; waiting in groups " + waiting.keySet());
        }
        return inOrder(complete);
    }

    private static BatchSum inOrder(SortedMap<Integer, BatchSum> sums) {
        return sums.values().stream().reduce(BatchSum::plus).orElseThrow();
    }
}
