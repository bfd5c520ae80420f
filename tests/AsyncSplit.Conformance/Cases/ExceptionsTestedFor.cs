using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Exception types that a handler only tests for, in the forms that C# has for that, come back as what they are.
[Case]
public partial class ExceptionsTestedFor(IProbe probe, IExceptionsTestedForThrower thrower)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int which)
    {
        try
        {
            await thrower.Throw(which);
            return "none";
        }
        catch (Exception e) when (e is ExceptionsTestedForFirst)
        {
            return await probe.Echo("first");
        }
        catch (Exception e)
        {
            await probe.Note(e.Message);
            var name = e switch
            {
                ExceptionsTestedForSecond => "second",
                not ExceptionsTestedForThird => "other",
                _ => (e as ExceptionsTestedForThird)!.Message,
            };
            return $"{name} {await probe.Add(which, 1)}";
        }
    }
}

public interface IExceptionsTestedForThrower
{
    [Chainable] Task Throw(int which);
}

public sealed class ExceptionsTestedForThrower : IExceptionsTestedForThrower
{
    public Task Throw(int which) => which switch
    {
        0 => Task.FromException(new ExceptionsTestedForFirst("one")),
        1 => Task.FromException(new ExceptionsTestedForSecond("two")),
        2 => Task.FromException(new ExceptionsTestedForThird("three")),
        _ => Task.CompletedTask,
    };
}

public sealed class ExceptionsTestedForFirst(string message) : Exception(message);

public sealed class ExceptionsTestedForSecond(string message) : Exception(message);

public sealed class ExceptionsTestedForThird(string message) : Exception(message);
