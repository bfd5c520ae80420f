using AsyncSplit.Functions;
using AsyncSplit.Manifests;

namespace AsyncSplit.Build.Deployment;

/// <summary>The functions of an application, and what each may do: exactly what its entry points need.</summary>
/// <remarks>
/// A function sends to the queues of what it calls; of the resume points before which it may end (timers, awaits in place, cancellations); of those that may go on when its handlers end (<see cref="Continuations"/>); to
/// its own, for timers that take several hops; and to the function of the table, which writes the ends of chains. It uses the table if it joins started calls, waits for callbacks or signals, is the function of the table,
/// or if every step is decided there.
/// </remarks>
internal sealed class DeploymentPlan
{
    private readonly Application _application;
    private readonly Continuations _continuations;
    private readonly ILookup<string, PointEntry> _points;
    private readonly HashSet<string> _joins;

    private DeploymentPlan(Application application, DeploymentOptions options)
    {
        _application = application;
        Options = options;
        _continuations = new Continuations(application, options.Granularity);
        _joins = new HashSet<string>(application.Entries.SelectMany(entry => entry.Points).Where(point => point.IsJoin).Select(point => point.Id), StringComparer.Ordinal);
        _points = Points().Distinct().ToLookup(pair => pair.Function, pair => pair.Point, StringComparer.Ordinal);
        var store = FunctionNames.Of("", options.Granularity);
        var names = _points.Select(function => function.Key).Concat([store]).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToList();
        var methods = MethodNames.Of(names);
        Functions = [.. names.Select(name => Function(name, methods[name], store))];
    }

    public DeploymentOptions Options { get; }

    /// <summary>In the ordinal order of their names.</summary>
    public IReadOnlyList<DeployedFunction> Functions { get; }

    /// <summary>Decides what is deployed.</summary>
    /// <exception cref="DeploymentException">It cannot be.</exception>
    public static DeploymentPlan Of(Application application, DeploymentOptions options)
    {
        options.Validate();
        foreach (var entry in application.Entries)
        {
            foreach (var value in entry.Deploy ?? [])
            {
                DeployLimits.Check(value.Key, value.Value is int number ? number : 0, $"{value.Key} in the [Deploy] of '{entry.Name}'", entry.Json["file"] as string, entry.Json.Number("line"));
            }
        }

        return new DeploymentPlan(application, options);
    }

    /// <summary>The functions' entry points. A contract member that several handlers implement has a function of its own, which starts whichever the services have.</summary>
    private IEnumerable<(string Function, PointEntry Point)> Points()
    {
        foreach (var entry in _application.Entries)
        {
            if (entry.IsContract && Options.Routes.Any(route => route.Takes(entry.Name)))
            {
                continue;
            }

            foreach (var point in entry.Points)
            {
                var function = _application.FunctionOf(point.Id, Options.Granularity);
                yield return (function, point);
                foreach (var implementation in entry.IsContract ? _application.ImplementationsOf(entry.Name) : [])
                {
                    yield return (function, implementation.Points.First(start => start.Id == implementation.Name));
                }
            }
        }
    }

    private DeployedFunction Function(string name, string method, string store)
    {
        var points = _points[name].ToList();
        var calls = points.SelectMany(point => point.Calls).Distinct(StringComparer.Ordinal).ToList();
        var routes = Options.Routes.Where(route => calls.Any(target => Options.Routes.FirstOrDefault(taking => taking.Takes(target)) == route)).ToList();
        var usesTable = Options.Delivery == DeploymentOptions.ExactlyOnce || name == store || points.Any(Waits);
        var sends = new SortedSet<string>(StringComparer.Ordinal) { name, store };
        sends.UnionWith(calls.Where(target => !Options.Routes.Any(route => route.Takes(target))).SelectMany(_continuations.FunctionsOf));
        sends.UnionWith(points.SelectMany(point => point.Resumes).Select(FunctionOf));
        sends.UnionWith(points.SelectMany(point => _continuations.Of(point.Unit)));
        if (usesTable)
        {
            sends.UnionWith(points.SelectMany(point => _continuations.JoinsOf(point.Unit)));
        }

        if (name == store)
        {
            sends.UnionWith(_application.Entries.SelectMany(entry => entry.Points).Where(point => point.IsJoin).Select(point => FunctionOf(point.Id)));
        }

        // A function may be sent only what is deployed.
        sends.IntersectWith(_points.Select(function => function.Key).Concat([store]));
        return new DeployedFunction
        {
            Name = name,
            EntryPoints = [.. points.Select(point => point.Id).Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal)],
            Handler = Options.IsManaged ? $"{Options.Assembly}::{MethodNames.Type}::{method}" : name,
            MemoryMb = Values(points, "MemoryMb").Select(value => value ?? Options.MemoryMb).DefaultIfEmpty(Options.MemoryMb).Max(),
            TimeoutSeconds = Values(points, "TimeoutSeconds").Select(value => value ?? Options.TimeoutSeconds).DefaultIfEmpty(Options.TimeoutSeconds).Max(),
            MaxConcurrency = Values(points, "MaxConcurrency").Min(),
            SendsTo = [.. sends],
            Routes = routes,
            UsesTable = usesTable,
        };
    }

    /// <summary>Whether the entry point joins started calls, or waits for callbacks or signals.</summary>
    private bool Waits(PointEntry point) =>
        point.IsJoin || point.WaitsForOthers || point.Resumes.Any(_joins.Contains);

    private string FunctionOf(string target) => _application.FunctionOf(target, Options.Granularity);

    /// <summary>What the handlers and contract members that run in a function ask for; null for what they leave to the project.</summary>
    private IEnumerable<int?> Values(List<PointEntry> points, string name)
    {
        var ids = new HashSet<string>(points.Select(point => point.Id), StringComparer.Ordinal);
        return _application.Entries.Where(entry => entry.Points.Any(point => ids.Contains(point.Id))).Select(entry => entry.Deploy?[name] as int?);
    }
}
