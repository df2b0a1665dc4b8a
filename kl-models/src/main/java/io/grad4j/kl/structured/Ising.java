package io.grad4j.kl.structured;

import static io.grad4j.autodiff.ops.Shaping.gatherColumns;
import static io.grad4j.autodiff.ops.Shaping.stackColumns;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.families.FeatureFamily;
import io.grad4j.kl.families.Range;
import io.grad4j.kl.families.RangedFamily;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The Ising model p(x) ∝ exp(Σᵢ hᵢxᵢ + Σ_e J_e xᵢxⱼ) of a few spins xᵢ = ±1 on a graph, by enumeration of all 2ⁿ states.
 *
 * <p>η holds the fields h and then the couplings J, T(x) the spins and then the products at the edges. A point is a row of spins. Other
 * log-linear models on points that can be listed are a {@link FeatureFamily}.
 */
public final class Ising implements RangedFamily {
    /** 2²⁰ states with their features are some hundred megabytes. */
    private static final int MOST_SPINS = 20;

    private final int spins;
    private final int[] left;
    private final int[] right;
    private final FeatureFamily states;

    /**
     * An edge of the graph.
     *
     * @param i a spin, counted from 0
     * @param j another spin
     */
    public record Edge(int i, int j) {}

    /**
     * A model.
     *
     * @param spins n, from 1 to 20
     * @param edges pairs of different spins
     * @throws ArgumentException if there are no spins or too many, or an edge does not join two of them
     */
    public Ising(int spins, List<Edge> edges) {
        if (spins < 1 || spins > MOST_SPINS) {
            throw new ArgumentException("Ising", "spins", spins + " where 1 to " + MOST_SPINS + " can be enumerated");
        }
        for (Edge e : edges) {
            if (Math.min(e.i, e.j) < 0 || Math.max(e.i, e.j) >= spins || e.i == e.j) {
                throw new ArgumentException("Ising", "edges", e + " does not join two of " + spins + " spins");
            }
        }
        this.spins = spins;
        this.left = edges.stream().mapToInt(Edge::i).toArray();
        this.right = edges.stream().mapToInt(Edge::j).toArray();
        try (Tape tape = new Tape()) {
            this.states =
                    new FeatureFamily(statistics(tape.constant(allStates())).value());
        }
    }

    private DMatrixRMaj allStates() {
        DMatrixRMaj x = new DMatrixRMaj(1 << spins, spins);
        for (int s = 0; s < x.numRows; s++) {
            for (int i = 0; i < spins; i++) {
                x.set(s, i, (s >> i & 1) == 1 ? 1 : -1);
            }
        }
        return x;
    }

    @Override
    public String name() {
        return "Ising of " + spins + " spins";
    }

    @Override
    public List<Range> naturalRanges() {
        return Collections.nCopies(spins + left.length, Range.REAL);
    }

    @Override
    public List<Range> pointRanges() {
        return Collections.nCopies(spins, Range.SPIN);
    }

    @Override
    public Var logPartition(Var eta) {
        return states.logPartition(eta);
    }

    @Override
    public Var statistics(Var x) {
        return stackColumns(x, gatherColumns(x, left).elementMult(gatherColumns(x, right)));
    }

    @Override
    public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
        return states.naturalNear(mean);
    }
}
