package io.grad4j.tour.notes;

import io.grad4j.tour.judge.Claim;
import io.grad4j.tour.judge.Gradient;
import java.util.List;

/**
 * One note: its claims in the order of the page, and the gradients it is about.
 *
 * @param number of its file
 * @param title ours
 * @param legend what a reader must know of the notation and of how the claims are computed
 * @param remarks what else there is to see at single points
 */
public record Note(
        String number,
        String title,
        List<String> legend,
        List<Claim> claims,
        List<String> remarks,
        List<Gradient<?>> gradients) {
    /** The four notes. */
    public static List<Note> all() {
        return List.of(SoftmaxNote.note(), ScoreNote.note(), GaussianNote.note(), LossNote.note());
    }
}
