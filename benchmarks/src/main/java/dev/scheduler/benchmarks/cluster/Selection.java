package dev.scheduler.benchmarks.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * What the options ask for.
 *
 * @param seconds how long is measured
 * @param cells in this order
 * @param contestants who take turns in each cell
 */
record Selection(int seconds, List<Cell> cells, List<String> contestants) {

    /** Reads {@code [seconds] [contestant|cell ...]}; without a contestant or a cell, all of them. */
    static Selection of(String[] options, int seconds, List<Cell> cells) {
        List<Cell> onlyCells = new ArrayList<>();
        List<String> onlyContestants = new ArrayList<>();
        int chosen = seconds;
        for (String option : options) {
            if (option.chars().allMatch(Character::isDigit)) {
                chosen = Integer.parseInt(option);
            } else if (Contestant.NAMES.contains(option)) {
                onlyContestants.add(option);
            } else {
                onlyCells.add(Cell.parse(option));
            }
        }
        return new Selection(
                chosen,
                onlyCells.isEmpty() ? cells : onlyCells,
                onlyContestants.isEmpty() ? Contestant.NAMES : onlyContestants);
    }
}
