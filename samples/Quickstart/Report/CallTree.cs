using AsyncSplit.Messaging;

namespace Quickstart.Report;

/// <summary>Finds the runs of methods in the history of a chain that calls one method at a time.</summary>
internal static class CallTree
{
    /// <summary>The runs, in the order in which they began.</summary>
    public static IReadOnlyList<MethodRun> Of(IEnumerable<StepRecord> steps)
    {
        var runs = new List<MethodRun>();
        var open = new Stack<MethodRun>();
        var isCall = true;
        foreach (var step in steps)
        {
            AddHop(open, step);
            if (isCall)
            {
                runs.Add(new MethodRun(step));
                open.Push(runs[^1]);
            }

            open.Peek().Add(step);
            open.Peek().HasHandedOn = step.Outcome is StepOutcomeKind.TailCall;
            isCall = step.Outcome is StepOutcomeKind.Call or StepOutcomeKind.TailCall;
            if (!isCall)
            {
                End(open, step);
            }
        }

        return runs;
    }

    private static void AddHop(Stack<MethodRun> open, StepRecord step)
    {
        if (step.StartedAt > step.DueAt)
        {
            foreach (var run in open)
            {
                run.AddHop(step.StartedAt - step.DueAt);
            }
        }
    }

    // Whoever is resumed goes on; what it has called is over, whether it has returned, thrown, or let an exception through.
    private static void End(Stack<MethodRun> open, StepRecord step)
    {
        var next = step.Next is null ? null : MethodRun.NameOf(step.Next);
        var isOver = step.Outcome is StepOutcomeKind.Return or StepOutcomeKind.Throw;
        while (open.Count > 0 && (isOver || open.Peek().HasHandedOn || open.Peek().Method != next))
        {
            open.Pop().End(step);
            isOver = false;
        }
    }
}
