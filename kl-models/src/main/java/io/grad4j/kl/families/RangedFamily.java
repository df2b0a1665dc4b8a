package io.grad4j.kl.families;

import io.grad4j.autodiff.Var;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** A family whose natural domain and support are one {@link Range} for each entry; h is 1 unless it says more. */
public interface RangedFamily extends ExponentialFamily {
    /** The range of each natural parameter; as many as there are. */
    List<Range> naturalRanges();

    /** The range of each entry of a point; as many as there are. */
    List<Range> pointRanges();

    @Override
    default int dimension() {
        return naturalRanges().size();
    }

    @Override
    default int pointLength() {
        return pointRanges().size();
    }

    @Override
    default void requireNatural(DMatrixRMaj eta) {
        Range.requireColumn(name(), "eta", eta, naturalRanges());
    }

    @Override
    default void requirePoints(DMatrixRMaj x) {
        Range.requireRows(name(), "x", x, pointRanges());
    }

    @Override
    default Var logBase(Var x) {
        return x.tape().constant(new DMatrixRMaj(x.rows(), 1));
    }

    @Override
    default Var meanLogBase(Var eta) {
        return eta.tape().constant(0);
    }
}
