using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Local functions that are called only as delegates use what was computed before the await.
[Case]
public partial class LocalFunctionsAsDelegates(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[2], [0]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var total = n * 10;
        var words = new List<string> { "a" };
        int Add(int x) => x + total;
        void Note(string word) => words.Add(word);

        await probe.Note("before");
        Func<int, int> add = Add;
        Action<string> note = Note;
        note($"{add(1)}");
        int[] numbers = [.. new[] { 1, n }.Select(Add)];
        var sum = await probe.Add(numbers[0], numbers[1]);
        new[] { "x", "y" }.ToList().ForEach(Note);
        return $"{sum} {string.Join(",", words)}";
    }
}
