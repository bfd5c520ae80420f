using System.Collections.ObjectModel;
using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// What shows another collection, or part of an array, still does so behind an await.
[Case]
public partial class ViewsOfCollections(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var list = new List<int> { n, 2, 3 };
        var view = list.AsReadOnly();
        IReadOnlyList<int> again = view;
        IReadOnlyList<int> same = list;
        var wrapped = new Collection<int>(list);
        await probe.Note("list");
        list.Add(4);
        var text = $"{string.Join(',', view)} {again.Count} {same.Count} {string.Join(',', wrapped)} {ReferenceEquals(again, view)} {ReferenceEquals(same, list)}";

        int[] numbers = [n, 2, 3, 4];
        var memory = numbers.AsMemory(1, 2);
        ReadOnlyMemory<int> readOnly = numbers;
        var segment = new ArraySegment<int>(numbers, 2, 2);
        await probe.Note("array");
        numbers[2] = 30;
        memory.Span[0] = 20;
        text += $" {string.Join(',', numbers)} {memory.Span[1]} {readOnly.Span[1]} {segment[0]} {segment.Offset} {segment.Array!.Length} {ReferenceEquals(segment.Array, numbers)}";

        var map = new Dictionary<string, int> { ["a"] = n };
        var shown = new ReadOnlyDictionary<string, int>(map);
        map["b"] = await probe.Add(n, 1);
        var lone = new List<int> { 1 }.AsReadOnly();
        await probe.Note("map");
        map["c"] = 3;
        return $"{text} {string.Join(',', shown)} {lone.Count} {lone.GetType().Name}";
    }
}
