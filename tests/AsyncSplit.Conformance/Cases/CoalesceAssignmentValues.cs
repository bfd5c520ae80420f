using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// ??= whose value is used, where it assigns and where it does not.
[Case]
public partial class CoalesceAssignmentValues(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[null], ["set"]];

    [Chainable]
    public async Task<string> Run(string? given)
    {
        var name = given;
        var first = name ??= await probe.Echo("filled");
        var names = new Dictionary<string, string?> { ["a"] = given };
        var second = (names["a"] ??= await probe.Maybe("entry")) + (name ??= await probe.Echo("unused"));
        var holder = new CoalesceAssignmentValuesHolder { Text = given };
        var last = given;
        await probe.Note("last");
        var text = $"{first} {second} {(holder.Text ??= await probe.Echo("held")).Length} {holder.Text} {names["a"]}";
        last ??= await probe.Echo("not used");
        return text;
    }
}

public class CoalesceAssignmentValuesHolder
{
    public string? Text { get; set; }
}
