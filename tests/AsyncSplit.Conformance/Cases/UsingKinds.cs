using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Resources of every kind around awaits: structs, nullable structs, explicit and inherited and hidden implementations, interfaces with known types.
[Case]
public partial class UsingKinds(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[false], [true]];

    [Chainable]
    public async Task<List<string>> Run(bool isThere)
    {
        var log = new List<string>();
        using (var value = new UsingKindsValue(log, "value"))
        {
            await probe.Note(value.Name);
            log.Add(value.Name);
        }

        using (UsingKindsValue? maybe = isThere ? new UsingKindsValue(log, "maybe") : null)
        {
            await probe.Note($"{maybe?.Name}");
        }

        using (var hidden = new UsingKindsExplicit(log, "explicit"))
        {
            await probe.Note(hidden.Name);
            hidden.Dispose();
        }

        using (UsingKindsBase derived = isThere ? new UsingKindsDerived(log, "derived") : new UsingKindsBase(log, "base"))
        {
            await probe.Note(derived.Name);
        }

        using (var hiding = new UsingKindsHiding(log, "hiding"))
        {
            await probe.Note(hiding.Name);
        }

        using (isThere ? new UsingKindsValue(log, "chosen") : default(UsingKindsValue?))
        {
            await probe.Note("chosen");
        }

        using (null)
        {
            log.Add(await probe.Echo("null"));
        }

        using (new UsingKindsExplicitValue(log, "explicit value"))
        {
            log.Add(await probe.Echo("explicit value"));
        }

        using (isThere ? new UsingKindsExplicit(log, "maybe explicit") : null)
        {
            log.Add(await probe.Echo("maybe explicit"));
        }

        return log;
    }
}

public readonly record struct UsingKindsValue(List<string> Log, string Name) : IDisposable
{
    public void Dispose() => Log.Add($"close {Name}");
}

public record struct UsingKindsExplicitValue(List<string> Log, string Name) : IDisposable
{
    void IDisposable.Dispose() => Log.Add($"close {Name}");
}

public sealed record UsingKindsExplicit(List<string> Log, string Name) : IDisposable
{
    public void Dispose() => Log.Add("not that one");

    void IDisposable.Dispose() => Log.Add($"close {Name}");
}

[System.Text.Json.Serialization.JsonDerivedType(typeof(UsingKindsDerived), "derived")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(UsingKindsHiding), "hiding")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(UsingKindsBase), "base")]
public record UsingKindsBase(List<string> Log, string Name) : IDisposable
{
    public virtual void Dispose() => Log.Add($"close {Name}");
}

public record UsingKindsDerived(List<string> Log, string Name) : UsingKindsBase(Log, Name)
{
    public override void Dispose()
    {
        Log.Add("derived first");
        base.Dispose();
    }
}

public record UsingKindsHiding(List<string> Log, string Name) : UsingKindsBase(Log, Name)
{
    public new void Dispose() => Log.Add("hiding");
}
