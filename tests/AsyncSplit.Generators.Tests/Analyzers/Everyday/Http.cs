namespace Everyday.Services;
public partial class Http(HttpClient http, ILogger<Http> log, IOptions<ShopOptions> options, IPayments payments, IPricing pricing)
{
    // expect nothing
    [Chainable]
    public async Task<string> HandlerH1Async(string url)
    {
        using var response = await http.GetAsync(url).Inline();
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync().Inline();
        return text;
    }

    // expect: SPLIT101 SPLIT103
    [Chainable]
    public async Task<string> HandlerH2Async(string url)
    {
        using var response = await http.GetAsync(url);
        var text = await response.Content.ReadAsStringAsync();
        return text;
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerH3Async(string url)
    {
        string text;
        using (var response = await http.GetAsync(url).Inline())
        {
            text = await response.Content.ReadAsStringAsync().Inline();
        }

        await payments.RefundAsync(text);
        log.LogInformation(text);
        return text;
    }

    // expect nothing
    [Chainable]
    public async Task<Quote?> HandlerH4Async(string url)
    {
        var quote = await http.GetFromJsonAsync<Quote>(url);
        await payments.RefundAsync(url);
        return quote;
    }

    // expect: SPLIT101
    [Chainable]
    public async Task<string> HandlerH5Async(string url)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        await payments.RefundAsync(url);
        using var r = await http.SendAsync(request).Inline();
        return r.ReasonPhrase ?? "";
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerH6Async(string path)
    {
        byte[] bytes;
        using (var s = File.OpenRead(path))
        {
            bytes = new byte[s.Length];
            s.ReadExactly(bytes);
        }

        await payments.RefundAsync(path);
        return bytes.Length;
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerH7Async(string path)
    {
        Stream s = File.OpenRead(path);
        s.Dispose();
        await payments.RefundAsync(path);
        s = File.OpenRead(path);
        return s.ReadByte();
    }

    // expect nothing
    [Chainable]
    public async Task<string?> HandlerH8Async(string text)
    {
        using (var reader = new StringReader(text))
        {
            var line = reader.ReadLine();
            log.LogInformation("x {A}", line);
        }

        await Task.Delay(options.Value.Delay);
        return text;
    }

    // expect: SPLIT101
    [Chainable]
    public async Task HandlerH9Async(string text)
    {
        using var scope = log.BeginScope(text);
        await payments.RefundAsync(text);
        log.LogInformation("done");
    }

    // expect nothing
    [Chainable]
    public async Task HandlerH10Async(string text)
    {
        using (log.BeginScope(text))
        {
            log.LogInformation("x");
        }

        await payments.RefundAsync(text);
        log.LogInformation("done");
    }

    // expect nothing
    [Chainable]
    public async Task HandlerH11Async(string text)
    {
        var started = DateTime.UtcNow;
        var start = Stopwatch.GetTimestamp();
        await payments.RefundAsync(text);
        log.LogInformation("{T}", DateTime.UtcNow - started);
        log.LogInformation("{T}", Stopwatch.GetElapsedTime(start));
    }

    // expect: SPLIT101
    [Chainable]
    public async Task HandlerH12Async(string text)
    {
        using var cts = new CancellationTokenSource(1000);
        var response = await http.GetStringAsync(text, cts.Token);
        log.LogInformation(response);
    }

    // expect nothing
    [Chainable]
    public async Task HandlerH13Async(string text, CancellationToken token)
    {
        var r = await http.GetStringAsync(text, token);
        token.ThrowIfCancellationRequested();
        await payments.RefundAsync(r);
        token.ThrowIfCancellationRequested();
    }

    // expect: SPLIT101
    [Chainable]
    public async Task HandlerH14Async(string text)
    {
        var token = CancellationToken.None;
        await payments.RefundAsync(text);
        token.ThrowIfCancellationRequested();
    }

    // expect nothing
    [Chainable]
    public async Task<int> HandlerH15Async(string json)
    {
        using var doc = JsonDocument.Parse(json);
        var n = doc.RootElement.GetProperty("n").GetInt32();
        return await Count(n).Inline();
    }

    // expect: SPLIT101
    [Chainable]
    public async Task<int> HandlerH16Async(string json)
    {
        using var doc = JsonDocument.Parse(json);
        var n = await pricing.QuoteAsync("x", 1);
        return doc.RootElement.GetProperty("n").GetInt32();
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerH17Async(string[] urls)
    {
        var b = new StringBuilder();
        foreach (var url in urls)
        {
            b.AppendLine(await http.GetStringAsync(url).Inline());
        }

        await payments.RefundAsync(b.ToString());
        return b.ToString();
    }

    // expect: SPLIT107
    [Chainable]
    public async Task<string> HandlerH18Async(string[] urls)
    {
        var b = new StringBuilder();
        foreach (var url in urls)
        {
            b.AppendLine(await http.GetStringAsync(url));
        }

        return b.ToString();
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerH19Async(string url)
    {
        for (var i = 0;; i++)
        {
            try
            {
                return await http.GetStringAsync(url);
            }
            catch (HttpRequestException e)when (i < options.Value.Retries)
            {
                log.LogInformation(e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1 << i));
            }
        }
    }

    // expect nothing
    [Chainable]
    public async Task<string> HandlerH20Async(string url)
    {
        try
        {
            return await http.GetStringAsync(url);
        }
        catch (HttpRequestException e)
        {
            await payments.RefundAsync(url);
            throw new InvalidOperationException(e.Message, e);
        }
    }

    private static Task<int> Count(int n) => Task.FromResult(n);
}
