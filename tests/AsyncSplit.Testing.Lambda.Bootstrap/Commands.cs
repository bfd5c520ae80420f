using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace AsyncSplit.Testing.Lambda.Bootstrap;

/// <summary>What an event asks for: <c>{"do":"…"}</c>, or the messages of a queue whose bodies say it.</summary>
internal static class Commands
{
    public static async Task<object?> RunAsync(JsonElement input, HttpResponseHeaders headers)
    {
        if (input.TryGetProperty("Records", out var records))
        {
            return await RunAsync(records);
        }

        switch (input.GetProperty("do").GetString())
        {
            case "echo":
                return input;
            case "environment":
                return Environment.GetEnvironmentVariables();
            case "headers":
                return headers.ToDictionary(static header => header.Key, static header => header.Value.First());
            case "process":
                return new { id = Environment.ProcessId, ticks = Ticking.Ticks };
            case "sleep":
                await Task.Delay(input.GetProperty("ms").GetInt32());
                return "slept";
            case "refuse":
                throw new InvalidOperationException("no");
            case "exit":
                Environment.Exit(7);
                return null;
            case "invoke":
                return await InvokeAsync(input.GetProperty("function").GetString()!, input.GetProperty("event"));
            case var other:
                throw new InvalidOperationException($"unknown: {other}");
        }
    }

    // Writes each body down, and reports those that begin with "bad" as failed.
    private static async Task<object?> RunAsync(JsonElement records)
    {
        var failed = new List<object>();
        foreach (var record in records.EnumerateArray())
        {
            var body = record.GetProperty("body").GetString()!;
            var count = record.GetProperty("attributes").GetProperty("ApproximateReceiveCount").GetString();
            await WriteDownAsync($"{body} {count} {records.GetArrayLength()}");
            if (body.StartsWith("bad", StringComparison.Ordinal))
            {
                failed.Add(new { itemIdentifier = record.GetProperty("messageId").GetString() });
            }

            if (body.StartsWith("slow", StringComparison.Ordinal))
            {
                await Task.Delay(50);
            }
        }

        return new { batchItemFailures = failed };
    }

    // A file for each, since several processes write at a time. It is there when it is whole.
    private static async Task WriteDownAsync(string effect)
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("EFFECTS")!, $"{DateTime.UtcNow.Ticks:d20}-{Guid.NewGuid():n}");
        await File.WriteAllTextAsync($"{file}.part", effect);
        File.Move($"{file}.part", $"{file}.effect");
    }

    private static async Task<object?> InvokeAsync(string function, JsonElement input)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_LAMBDA")!) };
        using var response = await http.PostAsJsonAsync($"2015-03-31/functions/{function}/invocations", input);
        return new { status = (int)response.StatusCode, error = response.Headers.Contains("X-Amz-Function-Error"), payload = await response.Content.ReadFromJsonAsync<JsonElement>() };
    }
}
