using System.Diagnostics;

namespace AsyncSplit.Fuzz.Running;

/// <summary>What a run of many programs came to.</summary>
internal sealed class Report(ulong from, Stopwatch watch)
{
    private readonly SortedDictionary<string, (int Count, string Example)> _reasons = new(StringComparer.Ordinal);
    private TimeSpan _next;
    private long _steps;

    public int Programs { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Differences, and programs that do not compile.</summary>
    public int Failures { get; private set; }

    public void Add(ProgramVerdict verdict)
    {
        Programs++;
        _steps += verdict.Steps;
        Refused += verdict.Kind == VerdictKind.Refused ? 1 : 0;
        Failures += verdict.IsFailure ? 1 : 0;
        if (verdict.Kind != VerdictKind.Same)
        {
            var reason = $"{verdict.Kind}: {verdict.Reason}";
            var (count, example) = _reasons.TryGetValue(reason, out var known) ? known : (0, $"{verdict.Program.Name}: {verdict.Text.Split('\n')[0]}");
            _reasons[reason] = (count + 1, example);
        }
    }

    /// <summary>A line now and then.</summary>
    public void Progress(TextWriter output)
    {
        if (watch.Elapsed >= _next)
        {
            _next = watch.Elapsed + TimeSpan.FromSeconds(10);
            output.WriteLine(Summary());
            output.Flush();
        }
    }

    public void WriteTo(TextWriter output)
    {
        foreach (var (reason, (count, example)) in _reasons)
        {
            output.WriteLine($"{count,6}  {reason}\n        e.g. {example}");
        }

        output.WriteLine(Summary());
    }

    private string Summary() => FormattableString.Invariant(
        $"{Programs} programs from seed {from}, {_steps} steps, {Refused} refused, {Failures} failed; {watch.Elapsed.TotalSeconds:0} s, {Programs / watch.Elapsed.TotalSeconds:0.0} programs/s");
}
