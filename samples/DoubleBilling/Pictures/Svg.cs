using System.Globalization;
using System.Text;
using System.Xml;

namespace DoubleBilling.Pictures;

/// <summary>Writes a picture whose colours follow the reader's light or dark theme.</summary>
internal sealed class Svg
{
    private const string Shapes = """
        text { font-family: system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif; font-size: 13px; }
        .title { font-size: 15px; font-weight: 600; }
        .grid { stroke-width: 1; }
        .job { fill: none; stroke-width: 1.5; stroke-dasharray: 5 3; }
        .line { fill: none; stroke-width: 2.5; }
        """;

    private static readonly string s_light = Colours(back: "#ffffff", ink: "#1f2328", soft: "#59636e", grid: "#d1d9e0", work: "#0969da", wait: "#ffb77c", waitInk: "#bc4c00", job: "#8250df");
    private static readonly string s_dark = Colours(back: "#0d1117", ink: "#f0f6fc", soft: "#9198a1", grid: "#3d444d", work: "#4493f8", wait: "#9e5a1c", waitInk: "#f0883e", job: "#ab7df8");

    private readonly StringBuilder _text = new();
    private readonly XmlWriter _writer;

    public Svg(double width, double height, string description)
    {
        _writer = XmlWriter.Create(_text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" });
        _writer.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        Attribute("viewBox", $"0 0 {Number(width)} {Number(height)}");
        Attribute("width", Number(width));
        Attribute("height", Number(height));
        Attribute("role", "img");
        _writer.WriteElementString("title", description);
        _writer.WriteElementString("style", $"\n{Shapes}\n{s_light}\n@media (prefers-color-scheme: dark) {{\n{s_dark}\n}}\n");

        // The background is drawn, so that the picture can be read where its theme is not that of the page around it.
        Rectangle(0, 0, width, height, "back", radius: 8);
    }

    public void Rectangle(double x, double y, double width, double height, string style, double radius = 0)
    {
        Start("rect", style);
        Attributes(("x", x), ("y", y), ("width", width), ("height", height));
        if (radius > 0)
        {
            Attributes(("rx", radius));
        }

        _writer.WriteEndElement();
    }

    public void Line(double x1, double y1, double x2, double y2, string style)
    {
        Start("line", style);
        Attributes(("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));
        _writer.WriteEndElement();
    }

    public void Path(IEnumerable<(double X, double Y)> points, string style)
    {
        Start("polyline", style);
        Attribute("points", string.Join(' ', points.Select(static point => $"{Number(point.X)},{Number(point.Y)}")));
        _writer.WriteEndElement();
    }

    public void Dot(double x, double y, double radius, string style)
    {
        Start("circle", style);
        Attributes(("cx", x), ("cy", y), ("r", radius));
        _writer.WriteEndElement();
    }

    /// <param name="anchor">Which end of the text is at <paramref name="x"/>: <c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public void Text(double x, double y, string text, string style = "", string anchor = "start")
    {
        Start("text", style);
        Attributes(("x", x), ("y", y));
        if (anchor != "start")
        {
            Attribute("text-anchor", anchor);
        }

        _writer.WriteString(text);
        _writer.WriteEndElement();
    }

    public void Save(string file)
    {
        _writer.WriteEndElement();
        _writer.Flush();
        _text.Append('\n');
        File.WriteAllText(file, _text.ToString());
    }

    private static string Colours(string back, string ink, string soft, string grid, string work, string wait, string waitInk, string job) => $$"""
        text { fill: {{ink}}; }
        .back { fill: {{back}}; }
        .soft { fill: {{soft}}; }
        .grid { stroke: {{grid}}; }
        .work, .work-text { fill: {{work}}; }
        .work-line { stroke: {{work}}; }
        .wait { fill: {{wait}}; }
        .wait-dot, .wait-text { fill: {{waitInk}}; }
        .wait-line { stroke: {{waitInk}}; }
        .job { stroke: {{job}}; }
        """;

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private void Start(string element, string style)
    {
        _writer.WriteStartElement(element);
        if (style.Length > 0)
        {
            Attribute("class", style);
        }
    }

    private void Attributes(params ReadOnlySpan<(string Name, double Value)> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            Attribute(name, Number(value));
        }
    }

    private void Attribute(string name, string value) => _writer.WriteAttributeString(name, value);
}
