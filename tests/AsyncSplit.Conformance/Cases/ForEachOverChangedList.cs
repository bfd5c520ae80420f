using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Lists that the loop over them changes: the next round throws, as an enumerator does; leaving the loop at once does not.
[Case]
public partial class ForEachOverChangedList(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var list = await probe.Words("a b c");
        foreach (var word in list)
        {
            if (await probe.Is(word == "b"))
            {
                list.Add("d");
                break;
            }
        }

        try
        {
            foreach (var word in list)
            {
                journal.Log(word);
                await probe.Note(word);
                if (n == 1)
                {
                    list.Remove("d");
                }
                else if (n == 2 && word == "d")
                {
                    list.Insert(0, "first");
                }
            }
        }
        catch (InvalidOperationException e)
        {
            journal.Log(e.Message);
        }

        return string.Join(",", list);
    }
}
