using Microsoft.Extensions.Logging;

namespace AsyncSplit.AwsLambda.Bootstrap;

public sealed record Guest(string Name, int Age);

/// <summary>Something to run.</summary>
public partial class Greetings(ILogger<Greetings> log)
{
    [Chainable]
    public async Task<string> GreetAsync(Guest guest)
    {
        await Task.Yield();
        log.LogInformation("{Name} is greeted", guest.Name);
        return $"hello {guest.Name}";
    }

    [Chainable]
    public async Task<int> TogetherAsync(Guest[] guests)
    {
        var greetings = await Task.WhenAll(guests.Select(guest => GreetAsync(guest)));
        return greetings.Sum(greeting => greeting.Length);
    }
}
