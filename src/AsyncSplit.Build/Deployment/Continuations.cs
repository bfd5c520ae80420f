using AsyncSplit.Functions;
using AsyncSplit.Manifests;

namespace AsyncSplit.Build.Deployment;

/// <summary>
/// Who goes on when a handler or lifted function ends: the functions of the resume points that stand below its steps, as far as the code of the application says. A result goes to its caller; to the caller's caller where the
/// caller has handed its callback on; and an exception goes further up, past resume points that catch nothing, and to the callee itself again where it is retried.
/// </summary>
internal sealed class Continuations
{
    private readonly Application _application;
    private readonly FunctionGranularity _granularity;
    private readonly Dictionary<string, HashSet<string>> _callers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _joins = new(StringComparer.Ordinal);

    public Continuations(Application application, FunctionGranularity granularity)
    {
        _application = application;
        _granularity = granularity;
        foreach (var retried in application.Entries.Where(entry => entry.IsRetried))
        {
            foreach (var unit in UnitsOf(retried.Name))
            {
                Callers(unit).UnionWith(FunctionsOf(retried.Name));
            }
        }

        // Callers of callers are found round by round, until there are no more.
        while (application.Entries.Aggregate(false, (changes, entry) => Add(entry) || changes))
        {
        }
    }

    /// <summary>The functions that an end of the unit may be sent to.</summary>
    public IEnumerable<string> Of(string unit) => Callers(unit);

    /// <summary>The functions that go on once the unit, which was started and not awaited at once, has ended: whoever writes that end into the table sends them what they wait for.</summary>
    public IEnumerable<string> JoinsOf(string unit) => Joins(unit);

    /// <summary>The functions that may be sent a call: of a method that classes override, those of all versions.</summary>
    public IEnumerable<string> FunctionsOf(string target) =>
        _application.Find(target) is { IsContract: true } ? [_application.FunctionOf(target, _granularity)] : UnitsOf(target).Select(unit => _application.FunctionOf(unit, _granularity));

    /// <summary>The handlers and lifted functions that a call may run, and the contract member itself, whose implementation may be a plain method.</summary>
    public IEnumerable<string> UnitsOf(string target) => new[] { target }.Concat(_application.ImplementationsOf(target).Select(handler => handler.Name));

    private bool Add(ChainableEntry handler)
    {
        var joins = new HashSet<string>(handler.Points.Where(point => point.IsJoin).Select(point => _application.FunctionOf(point.Id, _granularity)), StringComparer.Ordinal);
        var changes = false;
        foreach (var point in handler.Points)
        {
            foreach (var target in point.Calls)
            {
                foreach (var unit in UnitsOf(target))
                {
                    changes |= Add(unit, handler, point, target, joins);
                }
            }
        }

        return changes;
    }

    private bool Add(string unit, ChainableEntry handler, PointEntry point, string target, HashSet<string> joins)
    {
        var (callers, unitJoins) = (Callers(unit), Joins(unit));
        var count = callers.Count + unitJoins.Count;
        var isPassedOn = point.TailCalls.Contains(target);
        foreach (var resumed in handler.Points.Where(resumed => resumed.Unit == point.Unit && resumed.Callee == target && point.Resumes.Contains(resumed.Id)))
        {
            callers.Add(_application.FunctionOf(resumed.Id, _granularity));
            isPassedOn |= !resumed.Catches;
        }

        if (isPassedOn)
        {
            callers.UnionWith(Callers(point.Unit).ToList());
            unitJoins.UnionWith(Joins(point.Unit).ToList());
        }

        if (point.Starts.Contains(target))
        {
            unitJoins.UnionWith(joins);
        }

        return callers.Count + unitJoins.Count > count;
    }

    private HashSet<string> Callers(string unit) => Of(_callers, unit);

    private HashSet<string> Joins(string unit) => Of(_joins, unit);

    private static HashSet<string> Of(Dictionary<string, HashSet<string>> sets, string unit)
    {
        if (!sets.TryGetValue(unit, out var set))
        {
            sets.Add(unit, set = new HashSet<string>(StringComparer.Ordinal));
        }

        return set;
    }
}
