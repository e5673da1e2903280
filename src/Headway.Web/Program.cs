using Headway.Web.Layout;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddFace();
var app = builder.Build();
app.UseFace();
app.MapFace();
app.Run();
