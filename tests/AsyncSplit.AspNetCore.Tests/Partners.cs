using System.Net.Http.Json;

namespace AsyncSplit.AspNetCore.Tests;

/// <summary>What another program is asked, and where it answers to.</summary>
public sealed record Question(string Text, Uri AnswerTo);

/// <summary>What whoever has started the chain gets in the end.</summary>
public sealed record Reply(string? Answer, string? Error);

/// <summary>Where other programs are, and where they find this one.</summary>
public sealed record Addresses(Uri Questions, Uri Callbacks);

/// <summary>A chain between two programs that know nothing of chains: one starts it and is answered, the other is asked. See docs/http.md.</summary>
public partial class Partners(HttpClient http, Addresses addresses)
{
    [Chainable]
    public async Task AskAsync(string question, Uri replyTo)
    {
        Reply reply;
        try
        {
            var answer = await Chain.Callback<string>(
                async token => (await http.PostAsJsonAsync(addresses.Questions, new Question(question, new Uri(addresses.Callbacks, token.ToString())))).EnsureSuccessStatusCode(),
                TimeSpan.FromDays(3));
            reply = new Reply(answer, Error: null);
        }
        catch (Exception refused) when (refused is ChainFailedException or TimeoutException)
        {
            reply = new Reply(Answer: null, refused.Message);
        }

        (await http.PostAsJsonAsync(replyTo, reply).Inline()).EnsureSuccessStatusCode();
    }
}
