using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Awaits in parentheses that touch keywords on either side.
[Case]
public partial class WordsWithoutSpaces(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        if((await probe.Is(n > 0))is true||n is 2)log += "yes";
        foreach(var word in(await probe.Words("a b")))log += word;
        var text = (await probe.Add(n, 1))switch{ 1 => "one", > 2 => "many", _ => "two" };
        var any = (await probe.Maybe(n == 1 ? null : "m"))as object;
        log += any is null ? "none" : "some";
        if(n == 2)throw(new InvalidOperationException(await probe.Echo("thrown")));
        return(await probe.Echo(text))+log;
    }
}
