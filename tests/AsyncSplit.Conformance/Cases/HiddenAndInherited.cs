using System.Text.Json.Serialization;
using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Members of bases, overridden ones, names like keywords and like the reader's own, generic and nested types, attributes.
[Case]
public partial class HiddenAndInherited(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1, "a"], [2, "$ref"]];

    [Chainable]
    public async Task<string> Run(int n, string text)
    {
        var derived = new HiddenAndInheritedDerived(n) { Base = text, Virtual = n + 1, @class = "c", Reference = 5, Rights = HiddenAndInheritedRights.Far | (HiddenAndInheritedRights)64, Inner = "i" };
        derived.Extra["$ref"] = System.Text.Json.JsonDocument.Parse("{\"$ref\":[1]}").RootElement.Clone();
        var nested = new HiddenAndInheritedOuter<int>.Inner { Value = n };
        var generic = new HiddenAndInheritedOuter<List<HiddenAndInheritedOuter<string?>.Inner>>.Inner { Value = [new() { Value = null }, new() { Value = text }] };
        HiddenAndInheritedBase[] both = [derived, derived];
        await probe.Note("held");
        return $"{derived.Base} {derived.Virtual} {derived.@class} {derived.N} {derived.Reference} {(long)derived.Rights} {derived.Inner} {derived.Extra["$ref"]} {nested.Value} {string.Join(',', generic.Value!.Select(item => item.Value ?? "null"))} {ReferenceEquals(both[0], derived)} {both[1].Virtual}";
    }
}

[JsonDerivedType(typeof(HiddenAndInheritedDerived), "derived")]
public class HiddenAndInheritedBase
{
    public string Base { get; set; } = "";

    public virtual int Virtual { get; set; }
}

public sealed class HiddenAndInheritedDerived(int n) : HiddenAndInheritedBase
{
    public int N => n;

    public override int Virtual { get => base.Virtual; set => base.Virtual = value; }

    public string @class = "";

    [JsonPropertyName("$ref")]
    public int Reference { get; set; }

    public HiddenAndInheritedRights Rights { get; set; }

    [JsonInclude]
    internal string? Inner { get; set; }

    [JsonExtensionData]
    public Dictionary<string, System.Text.Json.JsonElement> Extra { get; set; } = [];
}

[Flags]
public enum HiddenAndInheritedRights : ulong
{
    None,
    Read,
    Far = 1UL << 63,
}

public static class HiddenAndInheritedOuter<T>
{
    public sealed class Inner
    {
        public T? Value { get; set; }
    }
}
